using Microsoft.AspNetCore.Http.HttpResults;
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
        projects.MapGet("/{project:long}/images", ListImagesAsync).WithName("listProjectImages")
            .WithQuery(ImageQuery.WithoutProject, Paging.ByPageOrCursor).Refuses(404, 422);
    }

    /// <summary>List the team's projects, oldest first.</summary>
    internal static async Task<Listing<ProjectResource>> ListAsync(ProjectList projects, HttpContext http, CancellationToken ct)
    {
        var wanted = QueryReader.Read(http.Request, Paging.Read);
        var all = await projects.ListAsync(http.Actor(), ct);
        var items = all.Skip((wanted.Number - 1) * wanted.PerPage).Take(wanted.PerPage).ToList();
        return http.Listing(new Page<Project>(items, wanted.Number, wanted.PerPage, all.Count), Show);
    }

    /// <summary>List a project's images, as the gallery does with <c>project_id</c>.</summary>
    internal static async Task<Results<Ok<Listing<ImageResource>>, NotFound>> ListImagesAsync(
        long project, ProjectList projects, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await projects.FindAsync(http.Actor(), project, ct) is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(await ImagesApi.ReadAsync(gallery, http, query => ImageQuery.Read(query) with { ProjectId = project }, ct));

    private static ProjectResource Show(Project project) => new()
    {
        Id = project.Id,
        Name = project.Name,
        Slug = project.Slug,
        Color = project.Color,
        CreatedAt = project.CreatedAt,
    };
}
