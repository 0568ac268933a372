using System.Collections.Frozen;
using Rankion.Core.Data;
using Rankion.Core.Generation;

namespace Rankion.Core.Images;

/// <summary>Reads an image from a row of a hand-written statement, as EF Core would (<see cref="ImageMap"/>), for a tenth of the price.</summary>
internal static class ImageRow
{
    /// <summary>What such a statement selects from <c>images i</c>, in the order in which it is read.</summary>
    public const string Columns = """
        i.id, i.team_id, i.project_id, i.article_id, i.title, i.is_titled, i.prompt, i.revised_prompt, i.model, i.provider, i.parameters, i.tags, i.is_favorite, i.status,
        i.error_code, i.error_message, i.job_id, i.generation_id, i.parent_id, i.root_id, i.input_id, i.mask_sha256, i.edit_session_id, i.variants_count, i.source, i.in_gallery,
        i.sha256, i.width, i.height, i.format, i.size_bytes, i.placeholder, i.dominant_color, i.perceptual_hash, i.created_by_id, i.credits, i.created_at, i.updated_at,
        i.edited_at, i.deleted_at, i.version, i.shared_until, i.has_ai_mark, i.is_primary, i.duration_ms
        """;

    private static readonly FrozenDictionary<string, ProcessingStatus> Statuses = NamesOf<ProcessingStatus>();
    private static readonly FrozenDictionary<string, ImageSource> Sources = NamesOf<ImageSource>();

    public static Image Read(Row row) => new()
    {
        Id = row.Number(0),
        TeamId = row.Number(1),
        ProjectId = row.NumberOrNull(2),
        ArticleId = row.NumberOrNull(3),
        Title = row.Text(4),
        IsTitled = row.Flag(5),
        Prompt = row.Text(6),
        RevisedPrompt = row.TextOrNull(7),
        Model = row.Text(8),
        Provider = row.Text(9),
        Parameters = GenerationParameters.Parse(row.Text(10)),
        Tags = Tags.Split(row.Text(11)),
        IsFavorite = row.Flag(12),
        Status = Statuses[row.Text(13)],
        ErrorCode = row.TextOrNull(14),
        ErrorMessage = row.TextOrNull(15),
        JobId = row.NumberOrNull(16),
        GenerationId = row.GuidOrNull(17),
        ParentId = row.NumberOrNull(18),
        RootId = row.NumberOrNull(19),
        InputId = row.NumberOrNull(20),
        MaskSha256 = row.TextOrNull(21),
        EditSessionId = row.NumberOrNull(22),
        VariantsCount = (int)row.Number(23),
        Source = Sources[row.Text(24)],
        InGallery = row.Flag(25),
        Sha256 = row.TextOrNull(26),
        Width = (int)row.Number(27),
        Height = (int)row.Number(28),
        Format = row.TextOrNull(29),
        SizeBytes = row.Number(30),
        Placeholder = row.TextOrNull(31),
        DominantColor = row.TextOrNull(32),
        PerceptualHash = row.NumberOrNull(33),
        CreatedById = row.Number(34),
        Credits = (int)row.Number(35),
        CreatedAt = row.Instant(36),
        UpdatedAt = row.Instant(37),
        EditedAt = row.InstantOrNull(38),
        DeletedAt = row.InstantOrNull(39),
        Version = (int)row.Number(40),
        SharedUntil = row.InstantOrNull(41),
        HasAiMark = row.Flag(42),
        IsPrimary = row.Flag(43),
        DurationMs = (int?)row.NumberOrNull(44),
    };

    private static FrozenDictionary<string, T> NamesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant());
}
