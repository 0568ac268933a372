using System.Collections.Frozen;
using System.Data.Common;
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
        i.edited_at, i.deleted_at, i.version, i.shared_until
        """;

    private static readonly FrozenDictionary<string, ProcessingStatus> Statuses = NamesOf<ProcessingStatus>();
    private static readonly FrozenDictionary<string, ImageSource> Sources = NamesOf<ImageSource>();

    public static Func<DbDataReader, Image> For(ImageDialect dialect) => row => Read(row, dialect);

    private static Image Read(DbDataReader row, ImageDialect dialect) => new()
    {
        Id = row.GetInt64(0),
        TeamId = row.GetInt64(1),
        ProjectId = Number(row, 2),
        ArticleId = Number(row, 3),
        Title = row.GetString(4),
        IsTitled = row.GetBoolean(5),
        Prompt = row.GetString(6),
        RevisedPrompt = Text(row, 7),
        Model = row.GetString(8),
        Provider = row.GetString(9),
        Parameters = GenerationParameters.Parse(row.GetString(10)),
        Tags = Tags.Split(row.GetString(11)),
        IsFavorite = row.GetBoolean(12),
        Status = Statuses[row.GetString(13)],
        ErrorCode = Text(row, 14),
        ErrorMessage = Text(row, 15),
        JobId = Number(row, 16),
        GenerationId = row.IsDBNull(17) ? null : row.GetGuid(17),
        ParentId = Number(row, 18),
        RootId = Number(row, 19),
        InputId = Number(row, 20),
        MaskSha256 = Text(row, 21),
        EditSessionId = Number(row, 22),
        VariantsCount = row.GetInt32(23),
        Source = Sources[row.GetString(24)],
        InGallery = row.GetBoolean(25),
        Sha256 = Text(row, 26),
        Width = row.GetInt32(27),
        Height = row.GetInt32(28),
        Format = Text(row, 29),
        SizeBytes = row.GetInt64(30),
        Placeholder = Text(row, 31),
        DominantColor = Text(row, 32),
        PerceptualHash = Number(row, 33),
        CreatedById = row.GetInt64(34),
        Credits = row.GetInt32(35),
        CreatedAt = dialect.Instant(row, 36),
        UpdatedAt = dialect.Instant(row, 37),
        EditedAt = row.IsDBNull(38) ? null : dialect.Instant(row, 38),
        DeletedAt = row.IsDBNull(39) ? null : dialect.Instant(row, 39),
        Version = row.GetInt32(40),
        SharedUntil = row.IsDBNull(41) ? null : dialect.Instant(row, 41),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static FrozenDictionary<string, T> NamesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant());
}
