using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;

namespace Rankion.Tests.Imaging.Metadata;

public sealed class FileMetadataTests
{
    private const string Automatic = "a red harbour, (boats:1.2), \"dawn\"\nmany gulls\nNegative prompt: blurry, text\nSteps: 30, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x512, Model: dreamShaper_8, Version: v1.9";

    private const string Graph = """
        {"3":{"class_type":"KSampler","inputs":{"seed":7,"steps":20,"cfg":8.0,"sampler_name":"euler","positive":["6",0],"negative":["7",0],"model":["4",0]}},
         "4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sdxl.safetensors"}},
         "6":{"class_type":"CLIPTextEncode","inputs":{"text":["9",0],"clip":["4",1]}},
         "7":{"class_type":"CLIPTextEncode","inputs":{"text":"watermark","clip":["4",1]}},
         "9":{"class_type":"PrimitiveString","inputs":{"value":"a glass lighthouse"}}}
        """;

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    public void What_Automatic1111_wrote_is_read_however_it_is_packed(string kind)
    {
        var ai = FileMetadata.Read(MarkedPictures.Png(kind, ("parameters", Automatic))).Ai!;

        Assert.Equal(("automatic1111", "a red harbour, (boats:1.2), \"dawn\"\nmany gulls", "blurry, text", "dreamShaper_8"), (ai.Tool, ai.Prompt, ai.NegativePrompt, ai.Model));
        Assert.Contains("Seed: 42", ai.Settings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    public void What_Automatic1111_wrote_into_EXIF_is_read(ImageFormat format)
    {
        var ai = FileMetadata.Read(MarkedPictures.WithExif(format, comment: Automatic)).Ai!;

        Assert.Equal(("automatic1111", "blurry, text"), (ai.Tool, ai.NegativePrompt));
    }

    [Fact]
    public void ComfyUIs_graph_leads_to_its_prompt()
    {
        var ai = FileMetadata.Read(MarkedPictures.Png("tEXt", ("prompt", Graph), ("workflow", "{}"))).Ai!;

        Assert.Equal(("comfyui", "a glass lighthouse", "watermark", "sdxl.safetensors"), (ai.Tool, ai.Prompt, ai.NegativePrompt, ai.Model));
        Assert.Equal("seed: 7, steps: 20, cfg: 8.0, sampler_name: euler", ai.Settings);
        Assert.Equal("a glass lighthouse", FileMetadata.Read(MarkedPictures.WithExif(ImageFormat.Webp, camera: "prompt:" + Graph)).Ai!.Prompt);
    }

    [Theory]
    [InlineData("invokeai_metadata", """{"positive_prompt":"a red fox","negative_prompt":"dull","seed":5,"model":{"name":"Juggernaut XL"}}""", "a red fox", "Juggernaut XL")]
    [InlineData("sd-metadata", """{"model_weights":"stable-diffusion-1.5","image":{"prompt":[{"prompt":"a red fox","weight":1}],"seed":5}}""", "a red fox", "stable-diffusion-1.5")]
    [InlineData("Dream", "\"a red fox\" -s 50 -S 5", "a red fox", null)]
    public void All_ages_of_InvokeAI_are_read(string keyword, string text, string prompt, string? model)
    {
        var ai = FileMetadata.Read(MarkedPictures.Png("tEXt", (keyword, text))).Ai!;

        Assert.Equal(("invokeai", prompt, model), (ai.Tool, ai.Prompt, ai.Model));
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public void IPTCs_mark_is_read_in_every_format(ImageFormat format)
    {
        var xmp = MarkedPictures.Xmp(
            "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"
            + "<Iptc4xmpExt:AISystemUsed>OpenAI gpt-image-2</Iptc4xmpExt:AISystemUsed><Iptc4xmpExt:AIPromptInformation>a &lt;quiet&gt; harbour</Iptc4xmpExt:AIPromptInformation>"
            + "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Harbour</rdf:li></rdf:Alt></dc:title>");

        var metadata = FileMetadata.Read(MarkedPictures.WithExif(format, xmp: xmp));

        Assert.Equal(("trainedAlgorithmicMedia", "Harbour"), (metadata.DigitalSourceType, metadata.Title));
        Assert.Equal(new AiMark("iptc", "a <quiet> harbour", null, "OpenAI gpt-image-2"), metadata.Ai);
    }

    [Fact]
    public void A_manifest_of_content_credentials_is_found_and_its_claim_told()
    {
        var metadata = FileMetadata.Read(MarkedPictures.WithChunk(Pictures.Make(8, 8), "caBX", [.. "jumb....c2pa....digitalSourceType....trainedAlgorithmicMedia"u8]));

        Assert.True(metadata.HasContentCredentials);
        Assert.Equal(("trainedAlgorithmicMedia", "iptc"), (metadata.DigitalSourceType, metadata.Ai!.Tool));
    }

    [Fact]
    public void A_photo_tells_its_camera_and_that_it_knows_its_place_and_is_no_AIs()
    {
        var metadata = FileMetadata.Read(MarkedPictures.WithExif(ImageFormat.Jpeg, camera: "Pixel 9", place: true, orientation: 6));

        Assert.Equal((6, "Pixel 9", true, null), (metadata.Orientation, metadata.Camera, metadata.HasLocation, metadata.Ai));
        Assert.True(FileMetadata.Read(MarkedPictures.WithExif(ImageFormat.Jpeg, xmp: MarkedPictures.Xmp("<exif:GPSLatitude>52,30N</exif:GPSLatitude>"))).HasLocation);
        Assert.False(FileMetadata.Read(Pictures.Make(8, 8, ImageFormat.Jpeg)).HasLocation);
    }

    [Theory]
    [InlineData("prompt", "{")]
    [InlineData("prompt", "{\"1\":{\"class_type\":\"K\",\"inputs\":{\"positive\":[\"1\",0],\"negative\":[\"1\",0]}}}")]
    [InlineData("prompt", "{\"1\":{\"class_type\":\"K\",\"inputs\":{\"positive\":[[],0],\"negative\":5,\"text\":\"\\ud800\"}}}")]
    [InlineData("prompt", "{\"1\":5,\"2\":{\"class_type\":1,\"inputs\":[]}}")]
    [InlineData("invokeai_metadata", "[]")]
    [InlineData("invokeai_metadata", "{\"positive_prompt\":\"\\ud800\",\"model\":7}")]
    [InlineData("sd-metadata", "{\"image\":{\"prompt\":[]}}")]
    [InlineData("parameters", "Steps: ")]
    [InlineData("Dream", "\"")]
    public void Nonsense_in_a_text_is_no_fault(string keyword, string text) => Assert.NotNull(FileMetadata.Read(MarkedPictures.Png("tEXt", (keyword, text))));

    [Fact]
    public void Texts_that_swell_and_entities_that_multiply_are_left_alone()
    {
        var bomb = MarkedPictures.Png("zTXt", ("parameters", new string('a', 40 << 20)));
        var laughs = MarkedPictures.WithExif(ImageFormat.Jpeg, xmp: "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>");

        Assert.Null(FileMetadata.Read(bomb).Ai);
        Assert.Null(FileMetadata.Read(laughs).Title);
    }
}
