using Rankion.Core;
using Rankion.Core.Projects;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/projects</c>.</summary>
internal static class ProjectsApi
{
    public static void MapProjects(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/projects", ListAsync).WithName("listProjects").WithTags("Projects").WithQuery(Paging.ByPage).Refuses(422);

    /// <summary>List the team's projects, oldest first.</summary>
    internal static async Task<Listing<ProjectResource>> ListAsync(ProjectList projects, HttpContext http, CancellationToken ct)
    {
        var wanted = QueryReader.Read(http.Request, Paging.Read);
        var all = await projects.ListAsync(http.Actor(), ct);
        var items = all.Skip((wanted.Number - 1) * wanted.PerPage).Take(wanted.PerPage).ToList();
        return http.Listing(new Page<Project>(items, wanted.Number, wanted.PerPage, all.Count), Show);
    }

    private static ProjectResource Show(Project project) => new()
    {
        Id = project.Id,
        Name = project.Name,
        Slug = project.Slug,
        Color = project.Color,
        CreatedAt = project.CreatedAt,
    };
}
