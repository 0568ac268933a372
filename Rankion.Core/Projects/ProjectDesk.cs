using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;

namespace Rankion.Core.Projects;

/// <summary>What a project is to be. Null leaves it as it is, or lets a new one take what suits it.</summary>
public sealed record ProjectPatch
{
    public string? Name { get; init; }

    /// <summary>Null on a new project: from its name.</summary>
    public string? Slug { get; init; }

    /// <summary><c>#rrggbb</c>.</summary>
    public string? Color { get; init; }

    public bool? Archived { get; init; }
}

/// <summary>Makes, changes and deletes the team's projects.</summary>
public sealed class ProjectDesk(Database database, AuditTrail audit, TimeProvider time)
{
    /// <summary>What new projects get in turn: apart from each other in both themes, and apart from the colours of states.</summary>
    public static readonly IReadOnlyList<string> Colors = ["#3b5bdb", "#e8590c", "#0ca5b0", "#c2255c", "#5f9411", "#8646c8", "#b07d00", "#5c677d"];

    /// <exception cref="RefusalException">422 for a name, slug or colour that cannot be; 409 <c>slug_taken</c>; 403 for a reader.</exception>
    public Task<Project> CreateAsync(Actor actor, ProjectPatch patch, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            await write.LockAsync(Slugs(actor), ct);
            var name = CheckedName(patch.Name ?? "");
            var color = CheckedColor(patch.Color) ?? Colors[await write.Db.For(actor).Projects.CountAsync(ct) % Colors.Count];
            var slug = await SlugAsync(write, actor, patch.Slug, name, null, ct);
            var now = time.UtcNow();
            var project = new Project
            {
                TeamId = actor.TeamId,
                Name = name,
                Slug = slug,
                Color = color,
                CreatedAt = now,
                ArchivedAt = patch.Archived == true ? now : null,
            };
            write.Db.Add(project);
            await write.Db.SaveChangesAsync(ct);
            audit.Record(write, actor, "project.created", "project", project.Id, project.Name);
            return project;
        }, ct);
    }

    /// <returns>The project as it is now; null where the team has none of that id.</returns>
    /// <inheritdoc cref="CreateAsync"/>
    public Task<Project?> ChangeAsync(Actor actor, long id, ProjectPatch patch, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            await write.LockAsync(Slugs(actor), ct);
            if (await write.Db.For(actor).Projects.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } project)
                return null;
            var name = patch.Name is null ? project.Name : CheckedName(patch.Name);
            var slug = patch.Slug is null || patch.Slug == project.Slug ? project.Slug : await SlugAsync(write, actor, patch.Slug, name, id, ct);
            var archived = patch.Archived switch { true => project.ArchivedAt ?? time.UtcNow(), false => null, null => project.ArchivedAt };
            var color = CheckedColor(patch.Color) ?? project.Color;
            if ((name, slug, color, archived) == (project.Name, project.Slug, project.Color, project.ArchivedAt))
                return project;
            var action = archived == project.ArchivedAt ? "project.changed" : archived is null ? "project.reopened" : "project.archived";
            (project.Name, project.Slug, project.Color, project.ArchivedAt) = (name, slug, color, archived);
            audit.Record(write, actor, action, "project", id, name);
            return project;
        }, ct);
    }

    /// <summary>Deletes an empty project. One that holds something is archived instead: deleting it would take people's work along.</summary>
    /// <returns>False where the team has no such project.</returns>
    /// <exception cref="RefusalException">409 <c>project_not_empty</c>, 403 for a reader.</exception>
    public Task<bool> DeleteAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var team = write.Db.For(actor);
            if (await team.Projects.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } project)
                return false;
            if (await team.Images.AnyAsync(i => i.ProjectId == id, ct) || await team.Articles.AnyAsync(a => a.ProjectId == id, ct)
                || await team.CalendarEvents.AnyAsync(e => e.ProjectId == id && e.DeletedAt == null, ct))
                throw Refusal.Conflict("project_not_empty", "This project holds images, articles or events. Archive it instead.");
            write.Db.Remove(project);
            audit.Record(write, actor, "project.deleted", "project", id, project.Name);
            return true;
        }, ct);
    }

    private static string Slugs(Actor actor) => $"project slugs of team {actor.TeamId}";

    private static async Task<string> SlugAsync(WriteScope write, Actor actor, string? wanted, string name, long? of, CancellationToken ct)
    {
        var others = write.Db.For(actor).Projects.Where(p => p.Id != of);
        if (wanted is null)
        {
            var slug = Slug.From(name, Project.MaxSlug, "project");
            return Slug.Free(slug, Project.MaxSlug, await others.Where(p => p.Slug.StartsWith(slug)).Select(p => p.Slug).ToHashSetAsync(ct));
        }
        if (!Slug.IsValid(wanted, Project.MaxSlug))
            throw Refusal.Invalid("slug", $"A slug has 1 to {Project.MaxSlug} lower-case letters, digits and single dashes.");
        return await others.AnyAsync(p => p.Slug == wanted, ct)
            ? throw Refusal.Conflict("slug_taken", "Another project of the team has this slug.") : wanted;
    }

    private static string CheckedName(string name) =>
        name.Trim() is { Length: > 0 and <= Project.MaxName } trimmed && Annotations.IsText(trimmed)
            ? trimmed : throw Refusal.Invalid("name", $"A name has 1 to {Project.MaxName} characters.");

    private static string? CheckedColor(string? color) =>
        color is null || (color.Length == 7 && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit))
            ? color?.ToLowerInvariant() : throw Refusal.Invalid("color", "A colour is written #rrggbb.");
}
