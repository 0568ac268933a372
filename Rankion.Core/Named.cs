namespace Rankion.Core;

/// <summary>A value that was named, be it null; one that was not named stays as it is.</summary>
public readonly record struct Named<T>(T Value);
