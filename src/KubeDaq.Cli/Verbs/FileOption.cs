using System.CommandLine;
using System.CommandLine.Parsing;

namespace KubeDaq.Cli.Verbs;

/// <summary>Options that name files.</summary>
internal static class FileOption
{
    /// <summary>The option <c>-f</c>.</summary>
    public static Option<string[]> Make() =>
        With(new("--filename", "-f") { Description = "A file of YAML or JSON, a folder of them, or - for standard input; may be given several times.", Required = true });

    /// <summary>An option of another name, which may be left out.</summary>
    public static Option<string[]> Make(string name, string description) => With(new(name) { Description = description });

    private static Option<string[]> With(Option<string[]> option)
    {
        option.HelpName = "file";
        option.AllowMultipleArgumentsPerToken = true;
        option.Validators.Add(CheckPaths);
        return option;
    }

    /// <summary>Complains of paths that are not there.</summary>
    public static void CheckPaths(SymbolResult result)
    {
        foreach (var path in result.Tokens.Select(t => t.Value).Where(p => p != "-" && !Path.Exists(p)))
            result.AddError($"there is no file or folder {path}");
    }
}
