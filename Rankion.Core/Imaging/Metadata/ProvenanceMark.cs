using System.Security;
using System.Text;
using System.Xml;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>What a file says of how its picture came to be: IPTC's digital source type, in XMP.</summary>
internal static class ProvenanceMark
{
    /// <summary>Made by a trained model.</summary>
    public const string TrainedModel = "trainedAlgorithmicMedia";

    /// <summary>A picture of whatever kind, improved by rules.</summary>
    public const string Enhanced = "algorithmicallyEnhanced";

    private const string End = "</rdf:RDF>";
    private const string Vocabulary = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    /// <summary>Words that give nothing away: frame, source type, and the program that wrote it.</summary>
    private static readonly HashSet<string> Harmless =
        ["xmpmeta", "RDF", "Description", "about", "xmptk", "DigitalSourceType", "CreatorTool", "AISystemUsed"];

    /// <summary>A packet that says this and nothing else.</summary>
    /// <param name="sourceType">A word of IPTC's vocabulary.</param>
    public static byte[] Write(string sourceType) => Encoding.UTF8.GetBytes(
        $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{Description(sourceType)}</rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """);

    /// <summary>A packet that says this beside what it says already.</summary>
    /// <param name="packet">One that holds no source type; null for none. Where it is none of the usual shape, it gives way.</param>
    public static byte[] Write(string sourceType, byte[]? packet)
    {
        var text = packet is null ? "" : Encoding.UTF8.GetString(packet);
        var end = text.LastIndexOf(End, StringComparison.Ordinal);
        return end < 0 ? Write(sourceType) : Encoding.UTF8.GetBytes(text.Insert(end, Description(sourceType)));
    }

    /// <summary>True where a packet holds a word that might tell more than how the picture came to be.</summary>
    public static bool TellsMore(ReadOnlySpan<byte> xmp)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(xmp).Trim('\uFEFF', '\0', ' ', '\n', '\r')), new() { DtdProcessing = DtdProcessing.Prohibit });
            while (reader.Read())
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Comment || (reader.NodeType == XmlNodeType.Element && !IsHarmless(reader)))
                    return true;
            }
            return false;
        }
        catch (XmlException)
        {
            return true;
        }
    }

    private static string Description(string sourceType) =>
        $"""
        <rdf:Description rdf:about=""
         xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="{Vocabulary}{SecurityElement.Escape(sourceType)}"/>
        """;

    private static bool IsHarmless(XmlReader reader)
    {
        if (!Harmless.Contains(reader.LocalName))
            return false;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.Name != "xmlns" && !Harmless.Contains(reader.LocalName))
                return false;
        }
        return true;
    }
}
