using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.HostAccess.Migration;

/// <summary>An object to apply, with what a reader should know about it.</summary>
/// <param name="Value">The object.</param>
/// <param name="Comments">Lines about it.</param>
public sealed record MigratedObject(JsonObject Value, IReadOnlyList<string> Comments);

/// <summary>What older policies became.</summary>
/// <param name="Objects">The objects to apply, in order.</param>
/// <param name="Leftovers">All that could not be carried over as it was.</param>
public sealed record MigratedPolicies(IReadOnlyList<MigratedObject> Objects, IReadOnlyList<Leftover> Leftovers)
{
    private const string Head =
        """
        # Made by 'kubedaq policy convert'. Read it before you apply it: what is named below as left over is no longer demanded or allowed.
        # Then see what would be denied, before it is: kubedaq policy check -A --ungoverned

        """;

    /// <summary>The objects as one file, with all that is left over as comments.</summary>
    public string ToYaml()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var made in Objects)
        {
            text.Append("---\n");
            foreach (var line in made.Comments)
                text.Append("# ").Append(OneLine(line)).Append('\n');
            text.Append(YamlText.Write(made.Value));
        }

        return text.ToString();
    }

    // What stands in a comment comes from names and values of a file: it must not end the comment.
    private static string OneLine(string line) => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
}
