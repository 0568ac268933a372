using System.Text.RegularExpressions;

namespace Rankion.Core.Chat.Plain;

/// <summary>How requests begin and what they name, English first, German behind it.</summary>
internal static partial class PlainReader
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Verbs = "make|create|generate|draw|paint|render|design|change|edit|turn|replace|remove|add|lighten|brighten|darken|warm|cool|sharpen|soften|tag|label|untag|star|unstar|favou?rite|increase|decrease|reduce|raise|lower|boost|find|search|show|list|look for|share|schedule|plan|put|upscale|enlarge|give|mark|delete|trash"
        + "|mach\\w*|erstell\\w*|erzeug\\w*|generier\\w*|zeichn\\w*|male?|entwirf|änder\\w*|veränder\\w*|bearbeit\\w*|ersetz\\w*|entfern\\w*|füg\\w*|hell\\w*|dunkl?e?|tagge?|verschlagwort\\w*|markier\\w*|favorisier\\w*|finde?|such\\w*|zeig\\w*|teile?|plane?|terminier\\w*|setze?|trage?|leg\\w*|vergrößer\\w*|skalier\\w*|gib|lösch\\w*|färb\\w*|verwandl?\\w*|erhöh\\w*|verringer\\w*|reduzier\\w*|verstärk\\w*";

    private const string Thing = "(?:it|this|that|them|these|those|all|both|the|my|our|image|images|picture|pictures|photo|photos|variant|variants|one|result|results|of|him|her|es|ihn|ihr|das|dies|diese[nsmr]?|sie|alle|beide|den|die|der|dem|bild|bilder|foto|fotos|variante|varianten|davon)";

    private const string OneOf = "(?:one|image|picture|photo|variant|version|result|bild|foto|variante|ergebnis)";

    private const string Ordinal = "(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|(?:erste|zweite|dritte|vierte|fünfte|letzte)[nsrm]?)";

    private const string IdNumber = @"(?:\b(?:images?|pictures?|photos?|variants?|bild(?:er|ern)?|fotos?|varianten?|no\.?|nr\.?|numbers?|nummern?)\s*#?\s*(?:\d{1,18})\b(?!\s*(?::|x\b|days?|tage?))|#\d{1,18}\b)";

    private const string TagWord = "(?:tags?|labels?|keywords?|schlagw(?:ort|orte|örter|orten|örtern)|stichw(?:ort|orte|örter|orten))";

    [GeneratedRegex("\"(?<q>[^\"]*)\"|“(?<q>[^”“]*)[”“]|„(?<q>[^“”]*)[“”]|«(?<q>[^»]*)»|»(?<q>[^«]*)«")]
    private static partial Regex Quoted();

    [GeneratedRegex("\uE000(?<n>\\d+)\uE001")]
    private static partial Regex Mask();

    [GeneratedRegex(@"\s*[;\n]+\s*|[.!?]\s+(?=(?:and |then |und |dann |please |bitte )*(?:" + Verbs + @")\b)|\s*,?\s+(?:and|und)?\s*(?:then|after that|afterwards|dann|danach|anschließend)\s+|\s*,?\s+(?:and|und)\s+(?:also |auch )?(?=(?:" + Verbs + @")\s)|,\s*(?=(?:" + Verbs + @")\s)", Any)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"^(?:hey|hi|hello|hallo|ok(?:ay)?|so|now|jetzt|nun|then|and|und|dann|danach|also|außerdem|anschließend|please|bitte|kindly|just|(?:can|could|would|will) you(?: please)?|good (?:morning|afternoon|evening)|gut(?:en|er) (?:morgen|tag|abend)|moin|(?:i|we) (?:want|would like|need) you to|(?:kannst|könntest|würdest|magst) du(?: (?:mir|uns|bitte|mal))*|let'?s|lass uns|(?:doch )?(?:mal|bitte))\b[,!:]?\s*", Any)]
    private static partial Regex Polite();

    [GeneratedRegex(@"[,\s]+(?:please|bitte|thanks?|thank you|danke|for me|für mich)$", Any)]
    private static partial Regex PoliteEnd();

    [GeneratedRegex(@"^(?!(?:mach|erstell|zeichn|mal|generier|erzeug)\w*\s)(?<rest>.+\S)\s+(?<verb>machen|erstellen|erzeugen|generieren|zeichnen|malen|aufhellen|abdunkeln|taggen|verschlagworten|teilen|planen|suchen|finden|zeigen|ändern|bearbeiten|entfernen|ersetzen|markieren|vergrößern|löschen|hinzufügen)$", Any)]
    private static partial Regex VerbLast();

    [GeneratedRegex(IdNumber + @"(?:\s*(?:,|&|and|und)\s*(?:" + IdNumber + @"|\d{1,18}\b(?!\s*(?::|\p{L}))|\d{1,18}\b(?=\s+(?:as|with|to|for|in|on|als|mit|zu|zur|für|am|um|and|und)\b)))*", Any)]
    private static partial Regex Ids();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b(?:(?:the|das|die|den|dem|der|my|our)\s+)?(?<nth>" + Ordinal + @")\s+" + OneOf + @"\b|(?<!\bon\s)\b(?<de>the|das|die|den|dem)\s+(?<nth>" + Ordinal + @")(?=\s*$|\s+(?:on|at|for|in|as|with|to|am|um|für|als|mit|zu|zur|auf)\b)", Any)]
    private static partial Regex Nth();

    // what a sentence says no to is not done
    [GeneratedRegex(@"^\p{L}+\s+(?:" + Thing + @"\s+)*(?:(?:bitte|doch|please)\s+)*(?:not|never|nicht|kein\w*)\b(?!\s+(?:so|zu|ganz|nur|too|quite|only)\b)", Any)]
    private static partial Regex Refused();

    [GeneratedRegex(@"\b(?:not|without|except|but|nicht|ohne|außer|kein\w*|or|oder|today|yesterday|heute|gestern|vorgestern|(?:last|this|past|letzte[nsr]?|diese[nsrm]?|vorige\w*) (?:day|week|month|year|tage?|woche|monat|jahr)|since|seit)\b", Any)]
    private static partial Regex NotSearched();

    [GeneratedRegex(@"\b(?:(?:last|latest|newest|most recent|recent|letzten?|letztes|neu(?:e?s)ten?|neu(?:e?s)tes)\s+(?:(?<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\s+)?|(?<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\s+(?:(?:last|latest|newest|most recent|letzten|neuesten|neusten)\s+)?)(?=(?:(?<only>image|picture|photo|one|bild|foto)|images|pictures|photos|ones|bilder|bildern|fotos)\b)", Any)]
    private static partial Regex Newest();

    [GeneratedRegex(@"^(?:(?:crop|rotate|flip|mirror|rename|download|export|publish(?! an? link)|describe|caption|explain|undo|revert|translate|(?:zu|be)?schneid\w*|dreh\w*|rotier\w*|spiegel\w*|(?:um)?benenn\w*|(?:herunter|runter)?lad\w*|exportier\w*|veröffentlich\w*|beschreib\w*|erklär\w*|übersetz\w*|widerruf\w*|freistellen|stelle?\b.*\bfrei)\b|.*\brückgängig\b|(?:write|compose|schreib\w*|verfass\w*)\s+(?:(?:me|us|mir|uns)\s+)?(?:(?:an?|the|ein\w*|den|die|das)\s+)?(?:\p{L}+\s+)?(?:articles?|text|blog|post|caption|story|artikel|beitrag|bildunterschrift|geschichte|e-?mail|newsletter)\b"
        + @"|(?:make|create|generate|start|begin|set up|new|mach\w*|erstell\w*|erzeug\w*|generier\w*|leg\w*|beginn\w*)\s+(?:(?:me|us|mir|uns|bitte)\s+)*(?:(?:an?|the|ein\w*|den|die|das|" + PlainNumbers.Pattern + @")\s+)?(?:(?:new|short|neue[nsr]?|kurze[nsr]?)\s+)?(?:(?:videos?|clips?|animation(?:s|en)?|gifs?)(?=\s*$|\s+(?:of|about|from|showing|with|von|vom|mit|über)\b)|(?:articles?|artikel|blog ?posts?|blogbeitr\w*|projects?|projekte?|folders?|ordner|accounts?|kont(?:o|en)|tokens?|pdfs?|presentations?|präsentation(?:en)?)(?=\s*$|\s+(?:about|called|named|for|on|über|namens|für|zu|zum)\b)|(?:collections?|sammlung(?:en)?)\b(?=\s*$|\s+(?:called|named|namens|with|mit|for|für|an)\b|\s*\uE000)))", Any)]
    private static partial Regex Beyond();

    [GeneratedRegex(@"\s*\b(?:in|into|for|im|ins|für)\s+(?:the\s+|das\s+)?(?:project|projekt)\s+(?<name>\uE000\d+\uE001|.+?)(?=\s+(?:on|at|for|am|um|für|tomorrow|today|morgen|heute|übermorgen|next|nächste\w*)\b|$)", Any)]
    private static partial Regex Project();

    [GeneratedRegex(@"^\s*(?:(?:can|could) you (?:also )?(?!delete)\w+ (?:images|pictures|photos|tags|links|articles|videos)|(?:kannst|könntest) du (?:auch )?(?:bilder|fotos|tags|links|artikel|videos) (?!lösch)\w+)\s*\?\s*$", Any)]
    private static partial Regex Ability();

    [GeneratedRegex(@"^\W*(?:hey|hi|hello|hallo|moin|good (?:morning|afternoon|evening|day)|gut(?:en|er) (?:morgen|tag|abend)|servus|grüß (?:gott|dich))(?:\s+(?:there|zusammen|rankion))?\W*$", Any)]
    private static partial Regex Greeting();

    // a picture or a mark before the first word
    [GeneratedRegex(@"^[^\p{L}\p{N}""“„«»#\uE000?]+")]
    private static partial Regex Ornament();

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

    [GeneratedRegex(@"^(?:add|put|move|füg\w*|hinzufügen|leg\w*|pack\w*|nimm|tu|steck\w*)\b.*?\b(?:collection|sammlung)\s+(?:called |named |namens )?(?<name>.+?)(?:\s+hinzu)?$", Any)]
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

    [GeneratedRegex(@"^(?:" + TagWord + @"\s+hinzufügen\s*:?\s*|(?:tag(?:ge?n?)?|label|verschlagworte?n?)(?:\s*:\s*|\s+)(?:" + Thing + @"\s+)*(?:(?:as|with|als|mit)\s+)?|(?:add|give|set|füg\w*|hinzufügen|gib|setze?|vergib)\b.*?\b" + TagWord + @"(?:\s*:\s*|\s+)(?:(?:called|named|namens)\s+)?)(?<tags>.+?)(?:\s+(?:to|zu|hinzu|zum)\b.*)?$", Any)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(?:star|favou?rite|bookmark|favorisier\w*)\b|^(?:mark|add|put|make|hinzufügen|markier\w*|setze?|füg\w*|nimm|merk\w*|mach\w*|leg\w*)\b.*\b(?:favou?rites?|favorit\w*|stern)\b", Any)]
    private static partial Regex Star();

    [GeneratedRegex(@"^(?:unstar|unfavou?rite)\b|^(?:remove|take|delete)\b.*\b(?:stars?|favou?rites?)\b|^(?:entfern\w*|nimm|lösch\w*)\b.*\b(?:stern|favorit\w*)\b.*", Any)]
    private static partial Regex Unstar();

    [GeneratedRegex(@"^(?:upscale|enlarge|increase the resolution|vergrößer\w*|skalier\w*|hochskalier\w*|rechne?\b.*\bhoch)", Any)]
    private static partial Regex Upscale();

    [GeneratedRegex(@"\b(?<n>\d{1,2}|two|three|four|zwei|drei|vier)\s*(?:x\b|×|times\b|fach\w*|mal\b)|\b[x×](?<n>\d{1,2})\b|\bby\s+(?<n>\d{1,2})\b|\b(?<n>zwei|drei|vier)fach\w*|\b(?<n>double|twice|doppelt\w*)\b|\b(?<n>\d{1,2})k\b", Any)]
    private static partial Regex Factor();

    [GeneratedRegex(@"^(?:find|search(?: for)?|look for|show(?: me)?|list|where (?:is|are)|(?:which|what)(?=\s+(?:images|pictures|photos)\b)|do (?:we|i) have(?=\s+(?:any |an? |some )?(?:image|picture|photo)s?\b)|(?:welche|gibt es|haben wir)(?=\s+(?:ein |eine )?(?:bilder|bild|fotos?)\b)|finde?n?|such(?:e|en)?(?: nach)?|zeige?n?(?: mir)?|wo (?:ist|sind))\s+(?<q>.+)$", Any)]
    private static partial Regex Find();

    [GeneratedRegex(@"\b(?:that are |with |mit )?(?:tagged(?: with| as)?|getaggt(?: mit| als)?|(?:the |dem |den )?" + TagWord + @")\s+(?<tags>[^\s,]+(?:(?:,| and | und )\s*[^\s,]+)*)", Any)]
    private static partial Regex Tagged();

    [GeneratedRegex(@"\b(?:starred|favou?rites?|favou?rited|favoriten|favorisierten?|markierten?)\b", Any)]
    private static partial Regex Favorites();

    [GeneratedRegex(@"^(?:all|everything|alles|have|has|are|is|we|do|haben|hat|sind|sie|gibt|es|wir|zeigen|the|my|our|me|a|an|some|any|images?|pictures?|photos?|of|with|from|showing|alle|der|die|das|den|dem|meine?n?|unsere?n?|ein|eine[nmr]?|bild|bilder|bildern|fotos?|von|vom|mit|als|nach)$", Any)]
    private static partial Regex Filler();

    [GeneratedRegex(@"^(?:(?:make|create|generate|draw|give me|show me|i(?:'d| would)? (?:like|want|need)|mach\w*|erstell\w*|erzeug\w*|generier\w*|zeichn\w*|gib|ich (?:möchte|will|hätte gern\w*|brauche))\s+)?(?:(?:me|us|mir|uns)\s+)?(?:(?:noch|another|one more)\s+)?(?:(?<n>" + PlainNumbers.Pattern + @")\s+)?(?:(?:more|other|further|new|different|weitere[nsr]?|andere[nsr]?|neue[nsr]?)\s+)?(?<what>variants?|variations?|versions?|alternatives?|varianten?|variationen|variation|version|versionen|alternativen?)\b(?<how>.*)$", Any)]
    private static partial Regex Variants();

    [GeneratedRegex(@"\b(?:with|in|at|without|mit|ohne|bei|im|am|als|as)\s+\S.*$", Any)]
    private static partial Regex How();

    [GeneratedRegex(@"^(?:(?:make|have|let)\s+(?:it|this|that|them|these|the|everything|its|her|his|their)\b|(?:change|edit|turn|replace|remove|erase|add|lighten|brighten|darken|warm|cool|sharpen|soften|blur|increase|decrease|reduce|raise|lower|boost|recolou?r|colou?r|coloriz?e|retouch|swap|give (?:it|this|the)|put|tint|extend|invert|fix|improve|restyle|convert)\b|mach\w*\s+(?:es|das|dies\w*|den|die|sie|ihn|alles|daraus|davon)\b|(?:änder\w*|veränder\w*|bearbeit\w*|ersetz\w*|entfern\w*|füg\w*|hell\w*|aufhell\w*|abdunk\w*|dunkl\w*|dunkel\b|tausch\w*|gib (?:ihm|ihr|dem)|setz\w*|färb\w*|wandl?e?|verwandl?\w*|erhöh\w*|verringer\w*|reduzier\w*|verstärk\w*|schärf\w*|retusch\w*|verbesser\w*|machen\s+(?:es|das|dies\w*|den|die|sie|ihn|alles|bild))\b)", Any)]
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

    [GeneratedRegex(@"\b(?:all(?: of)?(?: the| my| our)? (?:images?|pictures|photos)|alle(?: meine| unsere)? (?:bilder|fotos))\b", Any)]
    private static partial Regex All();

    [GeneratedRegex(@"\b(?:them|these|those|all of them|both|alle|diese bilder|sie alle|beide)\b|^(?:tagge?|star|markier\w*|verschlagworte?)\s+sie\b", Any)]
    private static partial Regex Them();

    [GeneratedRegex(@"\b(?:this|the (?:pinned|original|source)|original|dieses|diese|dies|das angeheftete|das original)\b", Any)]
    private static partial Regex This();
}
