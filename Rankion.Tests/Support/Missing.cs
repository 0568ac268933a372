namespace Rankion.Tests.Support;

/// <summary>A test needs something that is not on this machine.</summary>
internal static class Missing
{
    /// <summary>Skips the test visibly on a developer's machine and fails it where <c>CI=true</c>.</summary>
    public static void Component(string name, string cure)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"{name} is missing. {cure}");
        Assert.Skip($"{name} is missing. {cure}");
    }
}
