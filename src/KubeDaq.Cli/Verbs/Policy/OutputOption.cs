using System.CommandLine;
using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.Rendering;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>The option <c>-o</c> of verbs that answer a question: text for people, or a tree for programs.</summary>
internal sealed class OutputOption
{
    public Option<string> Option { get; } = Make();

    /// <summary>Writes a tree where the command line asks for one.</summary>
    public bool WriteTree(ParseResult parsed, Terminal terminal, Func<JsonNode> tree)
    {
        var text = parsed.GetValue(Option) switch
        {
            "json" => tree().ToJsonString(ListForms.Indented) + "\n",
            "yaml" => YamlText.Write(tree()),
            _ => null,
        };
        terminal.Out.Write(text);
        return text is not null;
    }

    private static Option<string> Make()
    {
        var option = new Option<string>("--output", "-o") { Description = "How to print: text, json or yaml.", HelpName = "form", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "json", "yaml");
        return option;
    }
}
