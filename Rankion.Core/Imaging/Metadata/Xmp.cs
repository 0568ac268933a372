using System.Xml;
using System.Xml.Linq;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>The few XMP properties that matter here. No document type, nothing external, and no more than a megabyte is read.</summary>
internal sealed record Xmp(string? Title, string? Description, string? DigitalSourceType, string? AiSystem, string? AiPrompt, bool HasLocation)
{
    public static readonly Xmp None = new(null, null, null, null, null, false);

    private const int MaxBytes = 1 << 20;
    private const string Exif = "http://ns.adobe.com/exif/1.0/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
    };

    public static Xmp Read(byte[]? packet)
    {
        if (packet is not { Length: > 0 and <= MaxBytes })
            return None;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(packet.AsSpan().TrimEnd((byte)0).ToArray(), writable: false), Safe);
            var properties = XElement.Load(reader).DescendantsAndSelf(Rdf + "Description").ToList();
            return new(
                Value(properties, Dc + "title"), Value(properties, Dc + "description"), LastPart(Value(properties, Iptc + "DigitalSourceType")),
                Value(properties, Iptc + "AISystemUsed"), Value(properties, Iptc + "AIPromptInformation"),
                properties.Any(p => p.Attributes().Select(a => a.Name).Concat(p.Elements().Select(e => e.Name)).Any(IsPlace)));
        }
        catch (XmlException)
        {
            return None;
        }
    }

    private static bool IsPlace(XName name) => name.NamespaceName == Exif && name.LocalName.StartsWith("GPS", StringComparison.Ordinal);

    /// <summary>A property is an attribute, an element with text, one that points somewhere, or a list of which the first is meant.</summary>
    private static string? Value(IReadOnlyList<XElement> properties, XName name)
    {
        foreach (var property in properties)
        {
            var text = (string?)property.Attribute(name);
            if (text is null && property.Element(name) is { } element)
                text = (string?)element.Attribute(Rdf + "resource") ?? (string?)element.Descendants(Rdf + "li").FirstOrDefault() ?? (string)element;
            if (!string.IsNullOrWhiteSpace(text))
                return text.Trim();
        }
        return null;
    }

    private static string? LastPart(string? address) => BoundedText.Line(address?[(address.LastIndexOf('/') + 1)..], 80);
}
