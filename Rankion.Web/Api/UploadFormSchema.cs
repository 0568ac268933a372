using Microsoft.OpenApi;
using Rankion.Core.Images;

namespace Rankion.Web.Api;

/// <summary>The form of an upload, as the OpenAPI document shows it: the framework describes one kind of body only.</summary>
internal static class UploadFormSchema
{
    public static OpenApiMediaType MediaType => new()
    {
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["file"] = Text("The image's bytes; this, or image_url.", format: "binary"),
                ["image_url"] = Text("A public http or https address, or a data URI."),
                ["title"] = Text("At most 200 characters.", ImageTitle.MaxLength),
                ["tags"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("At most 64 characters.", Tags.MaxLength), MaxItems = Tags.MaxCount },
                ["project_id"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
                ["duplicates"] = Text("keep or skip."),
            },
        },
    };

    private static OpenApiSchema Text(string description, int? maxLength = null, string? format = null) =>
        new() { Type = JsonSchemaType.String, Description = description, MaxLength = maxLength, Format = format };
}
