using System.Globalization;
using System.Text.RegularExpressions;
using Rankion.Core.Chat.Answering;
using Rankion.Core.Generation;

namespace Rankion.Core.Chat.Plain;

/// <summary>What the planner says, in the language it was spoken to.</summary>
internal sealed partial class PlainWords(bool german)
{
    /// <summary>As the calendar's tool asks for a project; the names stand behind it.</summary>
    private const string WhichProject = "Say in which project: ";

    private static readonly PlainWords English = new(german: false);
    private static readonly PlainWords German = new(german: true);

    /// <summary>Why something did not work, in German; the product's own reasons are in English.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["insufficient_credits"] = "Es sind nicht mehr genug Credits da.",
        ["image_trashed"] = "Das Bild liegt im Papierkorb. Hol es erst zurück.",
        ["image_not_ready"] = "Das Bild ist noch nicht fertig.",
        ["not_found"] = "Dieses Bild gibt es im Team nicht.",
        ["forbidden"] = "Deine Rolle erlaubt das nicht.",
        ["limit_reached"] = "Das ist mehr, als eine Antwort auf einmal tun darf.",
        ["cancelled"] = "Es wurde abgebrochen.",
        ["too_many_tags"] = "So viele Tags kann ein Bild nicht haben.",
        ["source_gone"] = "Das Ausgangsbild ist nicht mehr da.",
        ["provider_moderated"] = "Der Bilddienst hat das aus Sicherheitsgründen abgelehnt.",
        ["provider_unavailable"] = "Der Bilddienst ist gerade nicht erreichbar.",
        ["storage_full"] = "Der Speicher des Teams ist voll.",
    };

    public string Variant => german ? "Eine andere Fassung desselben Bildes" : "Another version of the same picture";

    public string Untitled => german ? "Beitrag" : "Post";

    public string NotUnderstood => german
        ? $"Das verstehe ich nicht. Ich bin der eingebaute Planer ohne Sprachmodell und kenne nur einfache Bitten. {Examples}"
        : $"I do not understand that. I am the built-in planner, without a language model, and know only plain requests. {Examples}";

    public string NoSuchTool => german ? "Das kann ich hier nicht." : "I cannot do that here.";

    public string OnlyReads => german ? "Deine Rolle erlaubt nur das Ansehen; suchen kann ich für dich." : "Your role only lets you look; I can search for you.";

    public string WhichImage => german
        ? "Welches Bild ist gemeint? Hefte eines an, oder nenne seine Nummer, zum Beispiel „Bild 42“."
        : "Which image do you mean? Pin one, or name its number, for example “image 42”.";

    public string Past => german ? "Dieser Zeitpunkt ist schon vorbei. Bitte noch einmal, zum Beispiel „Plane es am Freitag um 9 Uhr“." : "That time has passed. Ask once more, for example “schedule it on Friday at 9”.";

    public string When => german ? "Wann? Zum Beispiel „am Freitag um 9 Uhr“ oder „am 27.11. um 14:30“." : "When? For example “on Friday at 9” or “on 27 November at 14:30”.";

    private string Abilities => german
        ? "Ich mache, ändere und vergrößere Bilder, finde sie, gebe ihnen Tags und Sterne, lege sie in Sammlungen, teile sie und plane sie im Kalender."
        : "I make, change and enlarge images, find them, tag and star them, put them into collections, share them and put them on the calendar.";

    private string Examples => german
        ? "Zum Beispiel: „Mach drei Bilder von einem Hafen am Morgen“, „Heller und wärmer“, „Goldene Stunde“, „Zwei Varianten“, „Tagge es als Titelbild“, „Finde Bilder vom Hafen“, „Teile es für 7 Tage“, „Plane es am Freitag um 9 Uhr“."
        : "For example: “Make three images of a harbour at dawn”, “lighter and warmer”, “golden hour light”, “two variants”, “tag it as hero”, “find images of the harbour”, “share it for 7 days”, “schedule it on Friday at 9”.";

    public static PlainWords For(PromptTurn turn)
    {
        var (de, en) = (SpeaksGerman().Count(turn.Words), SpeaksEnglish().Count(turn.Words));
        return de > en || (de == en && turn.Language == "de") ? German : English;
    }

    /// <summary>What is said of something that leads to no call.</summary>
    public string About(PlainIntent intent) => (intent, german) switch
    {
        (PlainIntent.Thanks, true) => "Gern.",
        (PlainIntent.Thanks, false) => "You are welcome.",
        (PlainIntent.Delete, true) => "Löschen kann ich nichts. In der Galerie legst du Bilder in den Papierkorb.",
        (PlainIntent.Delete, false) => "I cannot delete anything. Move images to the trash in the gallery.",
        (PlainIntent.Beyond, true) => $"Das kann ich nicht. {Abilities}",
        (PlainIntent.Beyond, false) => $"That is something I cannot do. {Abilities}",
        (PlainIntent.TooMany, true) => $"Mehr als {GenerationRequest.MaxImages} Bilder auf einmal mache ich nicht.",
        (PlainIntent.TooMany, false) => $"I make at most {GenerationRequest.MaxImages} images at once.",
        (PlainIntent.OtherFactor, true) => "Ich kann Bilder zweimal oder viermal so groß machen, anders nicht.",
        (PlainIntent.OtherFactor, false) => "I can make images two or four times as large, and nothing else.",
        (_, true) => $"Ich bin der eingebaute Planer, eine KI ohne Sprachmodell. {Examples}",
        (_, false) => $"I am the built-in planner, an AI without a language model. {Examples}",
    };

    /// <summary>What was done before, and why it goes no further.</summary>
    public string Stopped(IReadOnlyList<ChatPart> calls, string why) => calls.Count == 0 ? why : $"{string.Join(' ', calls.Select(Done))} {why}";

    /// <summary>What came of it all.</summary>
    public string Outcome(IReadOnlyList<PlainStep> steps, IReadOnlyList<ChatPart> calls)
    {
        var said = calls.Select(c => c.State == ChatCallState.Done ? Done(c) : NotDone(c)).ToList();
        var left = steps.Count - calls.Count;
        if (left > 0 && calls.Any(c => c.State != ChatCallState.Done))
            said.Add(german ? $"Die übrigen Schritte ({left} von {steps.Count}) habe ich nicht versucht." : $"I did not try the remaining steps ({left} of {steps.Count}).");
        return string.Join(' ', said);
    }

    private string Done(ChatPart call)
    {
        var n = call.ImageIds.Count;
        return (call.Tool, german) switch
        {
            (Tools.MakingTools.Generate, false) => n == 1 ? "Here is your image." : $"Here are {n} images.",
            (Tools.MakingTools.Generate, true) => n == 1 ? "Hier ist dein Bild." : $"Hier sind {n} Bilder.",
            (Tools.MakingTools.Edit, false) => n == 1 ? "Here is the variant." : $"Here are {n} variants.",
            (Tools.MakingTools.Edit, true) => n == 1 ? "Hier ist die Variante." : $"Hier sind {n} Varianten.",
            (Tools.MakingTools.Upscale, false) => "Here is the larger image.",
            (Tools.MakingTools.Upscale, true) => "Hier ist das größere Bild.",
            (Tools.CuratingTools.Collect, false) => n == 1 ? "The image is in the collection." : $"{n} images are in the collection.",
            (Tools.CuratingTools.Collect, true) => n == 1 ? "Das Bild ist in der Sammlung." : $"{n} Bilder sind in der Sammlung.",
            (Tools.CuratingTools.Tag, false) => n == 1 ? "The tags of the image are changed." : $"The tags of {n} images are changed.",
            (Tools.CuratingTools.Tag, true) => n == 1 ? "Die Tags des Bildes sind geändert." : $"Die Tags von {n} Bildern sind geändert.",
            (Tools.CuratingTools.Favorite, false) => n == 1 ? "The star is set as you wished." : $"The stars of {n} images are set as you wished.",
            (Tools.CuratingTools.Favorite, true) => n == 1 ? "Der Stern ist gesetzt, wie du es wolltest." : $"Die Sterne von {n} Bildern sind gesetzt, wie du es wolltest.",
            (Tools.LookingTools.Search, false) when Total(call) > n => $"There are {Total(call)}; these are the newest {n}.",
            (Tools.LookingTools.Search, true) when Total(call) > n => $"Es gibt {Total(call)}; das sind die neuesten {n}.",
            (Tools.LookingTools.Search, false) => n == 0 ? "I found nothing." : n == 1 ? "I found one image." : $"I found these {n} images.",
            (Tools.LookingTools.Search, true) => n == 0 ? "Ich habe nichts gefunden." : n == 1 ? "Ich habe ein Bild gefunden." : $"Ich habe diese {n} Bilder gefunden.",
            (Tools.PublishingTools.Share, false) => $"The public link is there, beside the image.{Ends(call)}",
            (Tools.PublishingTools.Share, true) => $"Der öffentliche Link ist da, beim Bild.{Ends(call)}",
            (Tools.PublishingTools.Schedule, false) => $"It is on the calendar{At(call)}.",
            (Tools.PublishingTools.Schedule, true) => $"Es steht im Kalender{At(call)}.",
            (_, false) => "Done.",
            (_, true) => "Erledigt.",
        };
    }

    private string NotDone(ChatPart call) => call.State switch
    {
        ChatCallState.Declined => german ? "Gut, das lasse ich." : "All right, I leave that.",
        ChatCallState.Stopped => german ? "Das wurde angehalten." : "That was stopped.",
        _ => german
            ? $"Das ging nicht: {Reason(call)}"
            : $"That did not work: {call.ErrorMessage}",
    };

    private static string Reason(ChatPart call) => call.ErrorMessage is { } why && why.StartsWith(WhichProject, StringComparison.Ordinal)
        ? $"Sag, in welchem Projekt: {why[WhichProject.Length..]}"
        : Reasons.GetValueOrDefault(call.ErrorCode ?? "", call.ErrorMessage ?? "Unbekannter Fehler.");

    /// <summary>What a search found in all, where it was told.</summary>
    private static int Total(ChatPart call) => Found().Match(call.Result ?? "") is { Success: true } found ? int.Parse(found.Groups["n"].Value, CultureInfo.InvariantCulture) : 0;

    /// <summary>When a link ends, where that was asked for.</summary>
    private string Ends(ChatPart call) => (Expiry().Match(call.Arguments ?? "").Groups["span"].Value, german) switch
    {
        ("1h", true) => " Er endet nach einer Stunde.",
        ("1h", false) => " It ends after one hour.",
        ("1d", true) => " Er endet nach einem Tag.",
        ("1d", false) => " It ends after one day.",
        ("never", true) => " Er endet nicht von selbst.",
        ("never", false) => " It does not end by itself.",
        ({ Length: > 1 } span, true) => $" Er endet nach {span[..^1]} Tagen.",
        ({ Length: > 1 } span, false) => $" It ends after {span[..^1]} days.",
        _ => "",
    };

    private string At(ChatPart call)
    {
        if (Local().Match(call.Arguments ?? "") is not { Success: true } at || !DateTime.TryParse(at.Groups["at"].Value, CultureInfo.InvariantCulture, out var local))
            return "";
        return german
            ? local.ToString(" 'am' dddd, d. MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo("de-DE"))
            : local.ToString(" 'on' dddd, d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo("en-GB"));
    }

    [GeneratedRegex("\"at\":\"(?<at>[^\"]+)\"")]
    private static partial Regex Local();

    [GeneratedRegex("^\\{\"total\":(?<n>\\d+)")]
    private static partial Regex Found();

    [GeneratedRegex("\"expiresIn\":\"(?<span>1h|1d|7d|30d|never)\"")]
    private static partial Regex Expiry();

    [GeneratedRegex(@"\b(?:und|der|die|das|ein|eine|einen|einem|es|mir|bitte|mach\w*|erstell\w*|bild|bilder|mehr|weniger|heller|dunkler|wärmer|kühler|nicht|als|mit|von|vom|für|am|um|ist|du|kannst|teile?|plane?|finde|zeig\w*|such\w*|tagge?|lösch\w*|goldene|stunde|varianten?|hallo|hilfe|danke|was|ich|uhr|heute|morgen)\b|[äöüß]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksGerman();

    [GeneratedRegex(@"\b(?:and|the|an?|it|me|please|make|create|image|images|picture|more|less|lighter|darker|warmer|cooler|not|as|with|of|for|on|at|is|you|can|share|schedule|find|show|tag|delete|golden|hour|variants?|hello|hi|help|thanks?|what|i|today|tomorrow|this|to)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SpeaksEnglish();
}
