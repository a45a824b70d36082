using System.CommandLine;

namespace KubeDaq.Cli.Verbs;

/// <summary>The option <c>-f</c>.</summary>
internal static class FileOption
{
    public static Option<string[]> Make()
    {
        var option = new Option<string[]>("--filename", "-f")
        {
            Description = "A file of YAML or JSON, a folder of them, or - for standard input; may be given several times.",
            HelpName = "file",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        option.Validators.Add(result =>
        {
            foreach (var path in result.Tokens.Select(t => t.Value).Where(p => p != "-" && !Path.Exists(p)))
                result.AddError($"there is no file or folder {path}");
        });
        return option;
    }
}
