using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/projects</c>.</summary>
internal static class ProjectsApi
{
    public static void MapProjects(this IEndpointRouteBuilder v1)
    {
        var projects = v1.MapGroup("/projects").WithTags("Projects");
        projects.MapGet("", ListAsync).WithName("listProjects").WithQuery(Paging.ByPage).Refuses(422);
        projects.MapPost("", CreateAsync).WithName("createProject").Answers<Item<ProjectResource>>(201, HeaderNames.Location).Refuses(409, 422);
        projects.MapGet("/{project:long}", FindAsync).WithName("getProject").Answers<Item<ProjectResource>>(200).Refuses(404);
        projects.MapPut("/{project:long}", ChangeAsync).WithName("updateProject").Answers<Item<ProjectResource>>(200).Refuses(404, 409, 422);
        projects.MapDelete("/{project:long}", DeleteAsync).WithName("deleteProject").Produces(StatusCodes.Status204NoContent).Refuses(404, 409);
        projects.MapGet("/{project:long}/images", ListImagesAsync).WithName("listProjectImages")
            .WithQuery(ImageQuery.WithoutProject, Paging.ByPageOrCursor).Answers<Listing<ImageResource>>(200).Refuses(404, 422);
    }

    /// <summary>List the team's projects, oldest first.</summary>
    internal static async Task<Listing<ProjectResource>> ListAsync(ProjectList projects, HttpContext http, CancellationToken ct)
    {
        var wanted = QueryReader.Read(http.Request, Paging.Read);
        var all = await projects.ListAsync(http.Actor(), ct);
        var items = all.Skip((wanted.Number - 1) * wanted.PerPage).Take(wanted.PerPage).ToList();
        return http.Listing(new Page<Project>(items, wanted.Number, wanted.PerPage, all.Count), Show);
    }

    /// <summary>Begin a project.</summary>
    internal static async Task<IResult> CreateAsync(ProjectBody body, ProjectDesk desk, HttpContext http, CancellationToken ct)
    {
        var project = await desk.CreateAsync(http.Actor(), body.ToPatch(), ct);
        return ApiAnswer.Of(StatusCodes.Status201Created, new(Show(project)), ApiJson.Wire.ItemProjectResource)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/projects/{project.Id}"));
    }

    /// <summary>Read a project.</summary>
    internal static async Task<IResult> FindAsync(long project, ProjectList projects, HttpContext http, CancellationToken ct) =>
        Answer(await projects.FindAsync(http.Actor(), project, ct));

    /// <summary>Change what is named of a project; archive it, or take it up again.</summary>
    internal static async Task<IResult> ChangeAsync(long project, ProjectBody body, ProjectDesk desk, HttpContext http, CancellationToken ct) =>
        Answer(await desk.ChangeAsync(http.Actor(), project, body.ToPatch(), ct));

    /// <summary>Delete an empty project.</summary>
    /// <remarks>One that holds images, articles or events is 409 <c>project_not_empty</c>: archive it.</remarks>
    internal static async Task<IResult> DeleteAsync(long project, ProjectDesk desk, HttpContext http, CancellationToken ct) =>
        await desk.DeleteAsync(http.Actor(), project, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>List a project's images, as the gallery does with <c>project_id</c>.</summary>
    internal static async Task<IResult> ListImagesAsync(
        long project, ProjectList projects, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await projects.FindAsync(http.Actor(), project, ct) is null
            ? TypedResults.NotFound()
            : await ImagesApi.ReadAsync(gallery, http, query => ImageQuery.Read(query) with { ProjectId = project }, ct);

    private static IResult Answer(Project? project) => project is null ? TypedResults.NotFound()
        : TypedResults.Json(new Item<ProjectResource>(Show(project)), ApiJson.Wire.ItemProjectResource);

    private static ProjectResource Show(Project project) => new()
    {
        Id = project.Id,
        Name = project.Name,
        Slug = project.Slug,
        Color = project.Color,
        Archived = project.IsArchived,
        CreatedAt = project.CreatedAt,
    };
}
