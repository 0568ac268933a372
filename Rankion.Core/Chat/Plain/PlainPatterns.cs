using System.Text.RegularExpressions;

namespace Rankion.Core.Chat.Plain;

/// <summary>How requests begin and what they name, English first, German behind it.</summary>
internal static partial class PlainReader
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Verbs = "make|create|generate|draw|paint|render|design|change|edit|turn|replace|remove|add|lighten|brighten|darken|warm|cool|sharpen|soften|tag|label|untag|star|unstar|favou?rite|find|search|show|list|look for|share|schedule|plan|put|upscale|enlarge|give|mark|delete|trash"
        + "|mach\\w*|erstell\\w*|erzeug\\w*|generier\\w*|zeichn\\w*|male?|entwirf|änder\\w*|veränder\\w*|bearbeit\\w*|ersetz\\w*|entfern\\w*|füg\\w*|hell\\w*|dunkl?e?|tagge?|verschlagwort\\w*|markier\\w*|favorisier\\w*|finde?|such\\w*|zeig\\w*|teile?|plane?|terminier\\w*|setze?|trage?|leg\\w*|vergrößer\\w*|skalier\\w*|gib|lösch\\w*|färb\\w*|verwandl?\\w*";

    private const string Thing = "(?:it|this|that|them|these|those|all|both|the|my|our|image|images|picture|pictures|photo|photos|variant|variants|one|result|results|of|him|her|es|ihn|ihr|das|dies|diese[nsmr]?|sie|alle|beide|den|die|der|dem|bild|bilder|foto|fotos|variante|varianten|davon)";

    private const string TagWord = "(?:tags?|labels?|keywords?|schlagw(?:ort|orte|örter|orten|örtern)|stichw(?:ort|orte|örter|orten))";

    [GeneratedRegex("\"(?<q>[^\"]*)\"|“(?<q>[^”“]*)[”“]|„(?<q>[^“”]*)[“”]|«(?<q>[^»]*)»|»(?<q>[^«]*)«")]
    private static partial Regex Quoted();

    [GeneratedRegex("\uE000(?<n>\\d+)\uE001")]
    private static partial Regex Mask();

    [GeneratedRegex(@"\s*[;\n]+\s*|[.!?]\s+(?=(?:and |then |und |dann |please |bitte )*(?:" + Verbs + @")\b)|\s*,?\s+(?:and|und)?\s*(?:then|after that|afterwards|dann|danach|anschließend)\s+|\s*,?\s+(?:and|und)\s+(?:also |auch )?(?=(?:" + Verbs + @")\s)|,\s*(?=(?:" + Verbs + @")\s)", Any)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"^(?:hey|hi|hello|hallo|ok(?:ay)?|so|now|jetzt|nun|then|and|und|dann|danach|also|außerdem|anschließend|please|bitte|kindly|just|(?:can|could|would|will) you(?: please)?|(?:i|we) (?:want|would like|need) you to|(?:kannst|könntest|würdest|magst) du(?: (?:mir|uns|bitte|mal))*|let'?s|lass uns|(?:doch )?(?:mal|bitte))\b[,!:]?\s*", Any)]
    private static partial Regex Polite();

    [GeneratedRegex(@"[,\s]+(?:please|bitte|thanks?|thank you|danke|for me|für mich)$", Any)]
    private static partial Regex PoliteEnd();

    [GeneratedRegex(@"^(?!(?:mach|erstell|zeichn|mal|generier|erzeug)\w*\s)(?<rest>.+\S)\s+(?<verb>machen|erstellen|erzeugen|generieren|zeichnen|malen|aufhellen|abdunkeln|taggen|verschlagworten|teilen|planen|suchen|finden|zeigen|ändern|bearbeiten|entfernen|ersetzen|markieren|vergrößern|löschen|hinzufügen)$", Any)]
    private static partial Regex VerbLast();

    [GeneratedRegex(@"\b(?:image|picture|photo|variant|bild|foto|variante|no\.?|nr\.?|number|nummer)\s*#?\s*(?<id>\d{1,18})\b(?!\s*(?::|days?|tage?))|#(?<id>\d{1,18})\b", Any)]
    private static partial Regex Ids();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:thanks?|thank you|thx|cheers|danke|vielen dank|super|great|perfect|prima|perfekt|cool)\b[^,]{0,30}$", Any)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^(?:help|hilfe|\?|hi|hello|hallo|guten tag|moin|(?:so )?what can you do.*|what do you do.*|how does this work.*|was kannst du.*|wie geht das.*|wer bist du.*|who are you.*|are you (?:an ai|human|a robot).*|bist du (?:eine ki|ein mensch).*)$", Any)]
    private static partial Regex Help();

    [GeneratedRegex(@"^(?:delete|trash|throw (?:away|out)|bin|discard|lösch\w*|wirf|schmeiß\w*|verwirf)\b(?!.*\b" + TagWord + @"\b)", Any)]
    private static partial Regex Delete();

    [GeneratedRegex(@"^(?:share|teile?n?|gib\b.*\bfrei|publish a link|(?:make|create|get|send|give)(?: me)?(?: an?| the)?(?: public| share)* link|(?:mach|erstell|erzeug)\w*(?: mir)?(?: einen| den)?(?: öffentlichen| freigabe-?)?\s*(?:freigabe)?link)\b", Any)]
    private static partial Regex Share();

    [GeneratedRegex(@"\b(?:forever|never expires?|without (?:an )?end|for ever|für immer|unbegrenzt|unbefristet|ohne ende)\b", Any)]
    private static partial Regex Forever();

    [GeneratedRegex(@"\b(?<n>" + PlainNumbers.Pattern + @")\s+(?<unit>hours?|days?|weeks?|months?|stunden?|tage?n?|wochen?|monate?n?)\b", Any)]
    private static partial Regex Span();

    [GeneratedRegex(@"^(?:add|put|move|füg\w*|leg\w*|pack\w*|nimm|tu|steck\w*)\b.*?\b(?:collection|sammlung)\s+(?:called |named |namens )?(?<name>.+?)(?:\s+hinzu)?$", Any)]
    private static partial Regex Collect();

    [GeneratedRegex(@"^(?:schedule|plan|put|add|set|place|post|plane?|terminier\w*|setze?|trage?|leg\w*|füg\w*|planen)\b", Any)]
    private static partial Regex Schedule();

    [GeneratedRegex(@"^(?:schedule|terminier\w*)|\b(?:calendar|schedule|kalender|redaktionsplan)\b|^(?:plane?n?)\s+(?:" + Thing + @"\b|einen?\s)", Any)]
    private static partial Regex Calendar();

    [GeneratedRegex(@"\bnewsletter\b", Any)]
    private static partial Regex Newsletter();

    [GeneratedRegex(@"\b(?:article|blog post|artikel|blogbeitrag)\b", Any)]
    private static partial Regex Article();

    [GeneratedRegex(@"^(?:untag|(?:remove|delete|drop|take away|entfern\w*|lösch\w*|nimm)\b.*?\b" + TagWord + @")\s+(?<tags>.+?)(?:\s+(?:from|von|vom|aus|weg)\b.*)?$", Any)]
    private static partial Regex Untag();

    [GeneratedRegex(@"^(?:(?:tag(?:ge?n?)?|label|verschlagworte?n?)\s+(?:" + Thing + @"\s+)*(?:(?:as|with|als|mit)\s+)?|(?:add|give|set|füg\w*|gib|setze?|vergib)\b.*?\b" + TagWord + @"\s+)(?<tags>.+?)(?:\s+(?:to|zu|hinzu|zum)\b.*)?$", Any)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(?:star|favou?rite|bookmark|favorisier\w*)\b|^(?:mark|add|put|make|markier\w*|setze?|füg\w*|nimm|merk\w*|mach\w*|leg\w*)\b.*\b(?:favou?rites?|favorit\w*|stern)\b", Any)]
    private static partial Regex Star();

    [GeneratedRegex(@"^(?:unstar|unfavou?rite)\b|^(?:remove|take|delete)\b.*\b(?:stars?|favou?rites?)\b|^(?:entfern\w*|nimm|lösch\w*)\b.*\b(?:stern|favorit\w*)\b.*", Any)]
    private static partial Regex Unstar();

    [GeneratedRegex(@"^(?:upscale|enlarge|increase the resolution|vergrößer\w*|skalier\w*|hochskalier\w*|rechne?\b.*\bhoch)", Any)]
    private static partial Regex Upscale();

    [GeneratedRegex(@"\b(?<n>[248])\s*(?:x|×|times|fach|mal)\b|\b[x×](?<n>[248])\b", Any)]
    private static partial Regex Factor();

    [GeneratedRegex(@"^(?:find|search(?: for)?|look for|show(?: me)?|list|where (?:is|are)|finde?n?|such(?:e|en)?(?: nach)?|zeige?n?(?: mir)?|wo (?:ist|sind))\s+(?<q>.+)$", Any)]
    private static partial Regex Find();

    [GeneratedRegex(@"\b(?:that are |with |mit )?(?:tagged(?: with| as)?|getaggt(?: mit| als)?|(?:the |dem |den )?" + TagWord + @")\s+(?<tags>[^\s,]+(?:(?:,| and | und )\s*[^\s,]+)*)", Any)]
    private static partial Regex Tagged();

    [GeneratedRegex(@"\b(?:starred|favou?rites?|favou?rited|favoriten|favorisierten?|markierten?)\b", Any)]
    private static partial Regex Favorites();

    [GeneratedRegex(@"^(?:all|the|my|our|me|a|an|some|any|images?|pictures?|photos?|of|with|from|showing|alle|der|die|das|den|dem|meine?n?|unsere?n?|ein|eine[nmr]?|bilder?n?|fotos?|von|vom|mit|als|nach)$", Any)]
    private static partial Regex Filler();

    [GeneratedRegex(@"^(?:(?:make|create|generate|draw|give me|show me|i(?:'d| would)? (?:like|want|need)|mach\w*|erstell\w*|erzeug\w*|generier\w*|zeichn\w*|gib|ich (?:möchte|will|hätte gern\w*|brauche))\s+)?(?:(?:me|us|mir|uns)\s+)?(?:(?:noch|another|one more)\s+)?(?:(?<n>" + PlainNumbers.Pattern + @")\s+)?(?:(?:more|other|further|new|different|weitere[nsr]?|andere[nsr]?|neue[nsr]?)\s+)?(?<what>variants?|variations?|versions?|alternatives?|varianten?|variationen|variation|version|versionen|alternativen?)\b(?<how>.*)$", Any)]
    private static partial Regex Variants();

    [GeneratedRegex(@"\b(?:with|in|at|without|mit|ohne|bei|im|am|als|as)\s+\S.*$", Any)]
    private static partial Regex How();

    [GeneratedRegex(@"^(?:(?:make|have|let)\s+(?:it|this|that|them|these|the|everything|its|her|his|their)\b|(?:change|edit|turn|replace|remove|erase|add|lighten|brighten|darken|warm|cool|sharpen|soften|blur|recolou?r|colou?r|coloriz?e|retouch|swap|give (?:it|this|the)|put|tint|extend|invert|fix|improve|restyle|convert)\b|mach\w*\s+(?:es|das|dies\w*|den|die|sie|ihn|alles|daraus|davon)\b|(?:änder\w*|veränder\w*|bearbeit\w*|ersetz\w*|entfern\w*|füg\w*|hell\w*|aufhell\w*|abdunk\w*|dunkl\w*|dunkel\b|tausch\w*|gib (?:ihm|ihr|dem)|setz\w*|färb\w*|wandl?e?|verwandl?\w*|schärf\w*|retusch\w*|verbesser\w*|machen\s+(?:es|das|dies\w*|den|die|sie|ihn|alles|bild))\b)", Any)]
    private static partial Regex Change();

    [GeneratedRegex(@"^(?:(?:a (?:bit|little)|much|slightly|etwas|ein (?:bisschen|wenig)|viel|deutlich|noch|even|now)\s+)*(?:(?:more|less|without|mehr|weniger|ohne)\s+\p{L}|(?:warm|cool|cold|light|bright|dark|soft|sharp|mood|calm|bigg|small|moodi|wärm|kühl|kält|hell|dunkl|weich|schärf|ruhig|größ|klein|bunt)(?:er)\b|dramatic|golden[ -]hour|goldene[rsn]? stunde|(?:at |in the )?(?:sunset|sunrise|night|dusk|dawn)\b|bei (?:nacht|sonnenuntergang|sonnenaufgang|tag)|(?:im )?abendlicht|abendstimmung|nachts\b|black[ -]and[ -]white|schwarz-?\s?wei(?:ß|ss)|monochrome?|sepia|in (?:colou?r|farbe)|as an? (?:watercolou?r|sketch|oil painting)|als (?:aquarell|skizze|ölgemälde))", Any)]
    private static partial Regex Looks();

    [GeneratedRegex(@"^(?:(?:make|create|generate|draw|paint|render|design|imagine|i(?:'d| would)? (?:like|want|need)|we (?:want|need)|mach\w*|erstell\w*|erzeug\w*|generier\w*|zeichn\w*|male?n?|entw[ie]rf\w*|ich (?:möchte|will|brauche|hätte gern\w*)|wir (?:möchten|wollen|brauchen))(?:\s+(?:me|us|mir|uns|bitte))*)\s+(?<what>.+)$", Any)]
    private static partial Regex Make();

    [GeneratedRegex(@"^(?:(?<n>" + PlainNumbers.Pattern + @")\s+)?(?:(?:new|more|neue[sn]?|weitere)\s+)?(?:images?|pictures?|photos?|illustrations?|drawings?|renderings?|bilde?r?n?|fotos?|grafik(?:en)?|zeichnung(?:en)?|illustration(?:en)?)\b(?:\s+(?:of|from|showing|with|von|vom|mit|das|die|zeigt|zeigen))?", Any)]
    private static partial Regex Pictures();

    [GeneratedRegex(@"^\s*(?:that|which|where|whose|on|in|auf|wo|dessen)\b", Any)]
    private static partial Regex Relative();

    [GeneratedRegex(@"\b(?:in\s+)?\d{1,2}\s?:\s?\d{1,2}\b", Any)]
    private static partial Regex Ratio();

    [GeneratedRegex(@"\s?,?\s*\b(?:in |as |im |als )?(?:portrait (?:format|orientation|mode)|landscape (?:format|orientation|mode)|square (?:format|image)|hochformat|querformat|quadratisch|quadrat)\b", Any)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\s*(?:,|&|\band\b|\bund\b|\boder\b)\s*", Any)]
    private static partial Regex And();

    [GeneratedRegex(@"\b(?:them|these|those|all of them|both|alle|diese bilder|sie alle|beide)\b|^(?:tagge?|star|markier\w*|verschlagworte?)\s+sie\b", Any)]
    private static partial Regex Them();

    [GeneratedRegex(@"\b(?:this|the (?:pinned|original|source)|original|dieses|diese|dies|das angeheftete|das original)\b", Any)]
    private static partial Regex This();
}
