using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Rankion.Core.Accounts;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>
/// <c>/openapi/v1.json</c>, and <c>/docs</c> to read it. Handlers and contracts say what they are in their own comments; what
/// holds for every endpoint is said once, here.
/// </summary>
public static class ApiDocument
{
    private const string Version = "v1";
    private const string Reference = "/docs";
    private const string Bearer = "bearer";

    /// <summary>What any request may be told.</summary>
    private static readonly int[] Always = [401, 403, 429, 500];

    private static readonly int[] WithBody = [400, 413, 415];

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Version, options =>
    {
        options.ShouldInclude = api => ApiEndpoints.IsApi("/" + api.RelativePath);
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Resource", "", StringComparison.Ordinal);
        options.AddSchemaTransformer(DescribeSchema);
        options.AddOperationTransformer(DescribeOperation);
        options.AddDocumentTransformer(DescribeAsync);
    });

    public static void MapApiDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi();

    public static IApplicationBuilder UseApiReference(this IApplicationBuilder app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments(Reference),
        docs => docs.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = Reference[1..];
            ui.DocumentTitle = "Rankion API";
            ui.SwaggerEndpoint($"/openapi/{Version}.json", Version);
        }));

    /// <summary>Query parameters, in groups.</summary>
    internal static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params IReadOnlyList<QueryParameter>[] parameters) =>
        route.WithMetadata(new Query([.. parameters.SelectMany(p => p)]));

    /// <summary>Statuses of this endpoint's own refusals, beside those that any endpoint has.</summary>
    internal static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses) => route.WithMetadata(new Refusals(statuses));

    /// <summary>The change may be bound to what the client has read (<see cref="ApiVersions"/>).</summary>
    internal static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder route) => route.WithMetadata(new IfMatchTaken());

    /// <summary>The same may be sent as a form, with the bytes as <c>file</c>.</summary>
    internal static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder route) => route.TakesForm(() => UploadFormSchema.MediaType);

    /// <summary>The same may be sent as a form: the framework describes one kind of body only.</summary>
    internal static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder route, Func<OpenApiMediaType> form) => route.WithMetadata(new FormTaken(form));

    /// <summary>What an endpoint answers whose return type does not tell, and with which headers.</summary>
    internal static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status, params string[] headers) =>
        route.Produces<T>(status).WithMetadata(new OwnHeaders(headers));

    private static Task DescribeSchema(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        // what we send is always there, also where it is null; what we take is mostly left out
        var type = context.JsonTypeInfo;
        if (type.Kind == JsonTypeInfoKind.Object && type.Type.Namespace == typeof(Problem).Namespace && !type.Type.Name.EndsWith("Body", StringComparison.Ordinal))
            schema.Required = type.Properties.Where(IsAlwaysSent).Select(p => p.Name).ToHashSet();
        if (schema is { Type: null, Enum.Count: > 0 })
            schema.Type = JsonSchemaType.String;
        // nullable in C#, so that what is missing is told by its name with all else that is wrong
        if (context.JsonPropertyInfo?.AttributeProvider?.IsDefined(typeof(RequiredAttribute), true) == true)
            schema.Type &= ~JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    private static bool IsAlwaysSent(JsonPropertyInfo property) =>
        !property.IsExtensionData && property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), true) != true;

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<Query>().SelectMany(q => q.Parameters))
            operation.Parameters.Add(new OpenApiParameter { Name = parameter.Name, In = ParameterLocation.Query, Description = parameter.Description, Schema = parameter.Schema });
        // receipts give it as text: a generated client hands it back as it came
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(p => p is { In: ParameterLocation.Path, Name: "job_id" }))
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]+$" };
        foreach (var taken in metadata.OfType<FormTaken>())
            operation.RequestBody!.Content!["multipart/form-data"] = taken.Form();
        var isPost = context.Description.HttpMethod == HttpMethods.Post;
        if (isPost && !metadata.OfType<NotReplayed>().Any())
            operation.Parameters.Add(IdempotencyKey());
        operation.Responses ??= [];
        if (operation.Responses.ContainsKey("304"))
            operation.Parameters.Add(ETagOf(HeaderNames.IfNoneMatch, "The ETag of what you have: the answer is 304, without a body, where nothing has changed."));
        if (metadata.OfType<IfMatchTaken>().Any())
            operation.Parameters.Add(ETagOf(HeaderNames.IfMatch, "The ETag of what you have: the answer is 412 where somebody has changed it meanwhile."));
        foreach (var (_, response) in operation.Responses.Where(r => r.Key[0] is '2'))
            ((OpenApiResponse)response).Headers = metadata.OfType<OwnHeaders>().SelectMany(h => h.Names).Select(Header).Concat(RateHeaders()).ToDictionary();
        var statuses = Always.Concat(metadata.OfType<Refusals>().SelectMany(r => r.Statuses))
            .Concat(operation.RequestBody is null ? [] : WithBody).Concat(isPost ? [409, 422] : []);
        foreach (var status in statuses.Distinct().Order())
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(NameOf(status), context.Document);
        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new()
        {
            Title = "Rankion",
            Version = Version,
            Description = "Images made with AI, and the gallery of the team that made them. Every request carries an API token: `Authorization: Bearer rk_…`. "
                + "Errors are problem documents (RFC 9457) with a stable `code`. Lists are read by `page` and `per_page`, or by `cursor`. "
                + "Instants are ISO 8601 in UTC. What you send beyond what is documented is ignored.",
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        if (context.ApplicationServices.GetRequiredService<IOptions<WebOptions>>().Value.PublicUrl is { Length: > 0 } url)
            document.Servers = [new() { Url = url }];
        foreach (var server in document.Servers ?? [])
            server.Url = server.Url?.TrimEnd('/');
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token of a team, made in Settings." },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, ct));
        var used = document.Paths.Values.SelectMany(p => p.Operations!.Values).SelectMany(o => o.Responses!.Keys).Distinct()
            .Select(status => int.Parse(status, CultureInfo.InvariantCulture)).Where(status => status >= 400).Order();
        foreach (var status in used)
            document.AddComponent(NameOf(status), ProblemResponse(status, document));
    }

    private static OpenApiResponse ProblemResponse(int status, OpenApiDocument document) => new()
    {
        Description = ApiErrors.OfStatus(status).Detail,
        Headers = status == 429 ? RateHeaders().Append(Header(HeaderNames.RetryAfter)).ToDictionary() : null,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document) },
        },
    };

    private static IEnumerable<KeyValuePair<string, IOpenApiHeader>> RateHeaders() =>
        new[] { ApiHeaders.RateLimit, ApiHeaders.RateRemaining, ApiHeaders.RateReset }.Select(Header);

    private static KeyValuePair<string, IOpenApiHeader> Header(string name)
    {
        var (type, description) = name switch
        {
            "Location" => (JsonSchemaType.String, "The address of what was made; of the first one, where it is several."),
            "ETag" => (JsonSchemaType.String, "To be sent back as If-None-Match, or as If-Match with a change."),
            "Retry-After" => (JsonSchemaType.Integer, "Seconds to wait."),
            ApiHeaders.CreditsCharged => (JsonSchemaType.Integer, "What this request cost."),
            ApiHeaders.CreditsRemaining => (JsonSchemaType.Integer, "What the team has left."),
            ApiHeaders.RateLimit => (JsonSchemaType.Integer, "Requests a minute."),
            ApiHeaders.RateRemaining => (JsonSchemaType.Integer, "What is left of them."),
            ApiHeaders.RateReset => (JsonSchemaType.Integer, "When the next minute begins, in Unix seconds."),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Say what this header is."),
        };
        return KeyValuePair.Create<string, IOpenApiHeader>(name, new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } });
    }

    private static OpenApiParameter ETagOf(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter IdempotencyKey() => new()
    {
        Name = ApiHeaders.IdempotencyKey,
        In = ParameterLocation.Header,
        Description = "Any text of your own for this one request. Sent again within a day with the same body, it gets the first answer (with `Idempotency-Replayed: true`) and nothing is done twice.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKeys.MaxLength },
    };

    private static string NameOf(int status) => ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal);

    private sealed record Query(IReadOnlyList<QueryParameter> Parameters);

    private sealed record OwnHeaders(IReadOnlyList<string> Names);

    private sealed record IfMatchTaken;

    private sealed record FormTaken(Func<OpenApiMediaType> Form);

    private sealed record Refusals(IReadOnlyList<int> Statuses);
}
