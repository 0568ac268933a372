using Microsoft.EntityFrameworkCore;

namespace Rankion.Core.Images;

/// <summary>The order of a list of images.</summary>
public enum ImageSort
{
    Newest,
    Oldest,
}

/// <summary>Which images of the gallery, in which order. All filters there are, in one record.</summary>
public sealed record ImageFilter
{
    public ImageSort Sort { get; init; }

    public long? ProjectId { get; init; }

    public Guid? GenerationId { get; init; }

    public ProcessingStatus? Status { get; init; }

    /// <summary>The gallery's images that pass, unordered.</summary>
    internal IQueryable<Image> Apply(IQueryable<Image> images)
    {
        images = images.Where(i => i.InGallery && i.DeletedAt == null);
        if (ProjectId is { } project)
            images = images.Where(i => i.ProjectId == project);
        if (GenerationId is { } generation)
            images = images.Where(i => i.GenerationId == generation);
        if (Status is { } status)
            images = images.Where(i => i.Status == status);
        return images;
    }

    /// <summary>Ids grow with creation, so they decide between equal instants.</summary>
    internal IQueryable<Image> Order(IQueryable<Image> images) => Sort == ImageSort.Oldest
        ? images.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id)
        : images.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id);

    /// <summary>What follows an image in this order.</summary>
    internal IQueryable<Image> After(IQueryable<Image> images, DateTime createdAt, long id) => Sort == ImageSort.Oldest
        ? images.Where(i => i.CreatedAt > createdAt || (i.CreatedAt == createdAt && i.Id > id))
        : images.Where(i => i.CreatedAt < createdAt || (i.CreatedAt == createdAt && i.Id < id));
}
