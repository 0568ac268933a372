using Rankion.Core.Language;

namespace Rankion.Web.Components.Jobs;

/// <summary>What the tray of jobs says.</summary>
internal static class JobsWords
{
    public static readonly Words Say = new(typeof(JobsWords));
}
