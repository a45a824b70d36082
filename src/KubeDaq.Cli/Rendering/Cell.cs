using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Rendering;

/// <summary>One field of a table.</summary>
internal readonly record struct Cell(string Text, Shade Shade = Shade.Plain)
{
    /// <summary>What stands where there is nothing, so that columns can be counted.</summary>
    public const string Nothing = "-";

    public static implicit operator Cell(string? text) => new(string.IsNullOrEmpty(text) ? Nothing : text);
}
