using System.CommandLine;

namespace KubeDaq.Cli.Tests.Verbs;

public sealed class CommandLineTests
{
    private readonly Screen _screen = new();

    [Theory]
    [InlineData("start")]
    [InlineData("get")]
    [InlineData("get", "partitions", "-o", "pdf")]
    [InlineData("wait", "partition", "coldbox")]
    [InlineData("wait", "partition", "coldbox", "--for=Running", "--timeout", "soon")]
    [InlineData("nonsense")]
    [InlineData("release", "apa001", "--reason", "hung")]
    public async Task A_wrong_command_line_ends_with_64_and_says_how_to_learn_more(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, await _screen.RunAsync(arguments));
        Assert.StartsWith("error: ", _screen.Error);
        Assert.Empty(_screen.Out);
    }

    [Fact]
    public async Task Every_verb_explains_itself()
    {
        foreach (var verb in KubeDaqCommand.Make(new(_screen.Terminal, TimeProvider.System)).Subcommands)
            await ExplainsItselfAsync(verb);
    }

    [Fact]
    public async Task A_missing_kubeconfig_is_told_in_one_line()
    {
        Assert.Equal(ExitCode.Error, await _screen.RunAsync("get", "cards", "--kubeconfig", "/nowhere/config"));
        Assert.Equal("error: there is no kubeconfig /nowhere/config; check KUBECONFIG\n", _screen.Error);
    }

    [Theory]
    [InlineData("bash", "complete -F _kubedaq kubedaq")]
    [InlineData("zsh", "compdef _kubedaq kubedaq")]
    [InlineData("fish", "complete -c kubedaq")]
    public async Task Completion_scripts_register_the_command(string shell, string line)
    {
        Assert.Equal(ExitCode.Done, await _screen.RunAsync("completion", shell));
        Assert.Contains(line, _screen.Out);
    }

    [Fact]
    public async Task The_command_itself_completes_verbs_and_kinds()
    {
        await _screen.RunAsync("[suggest:10]", "kubedaq st");
        Assert.Equal(["start", "stop"], _screen.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(w => w.StartsWith("st", StringComparison.Ordinal)));
    }

    private async Task ExplainsItselfAsync(Command verb, params string[] before)
    {
        Assert.Equal(ExitCode.Done, await _screen.RunAsync([.. before, verb.Name, "--help"]));
        Assert.All(verb.Options.Concat<Symbol>(verb.Arguments), s => Assert.EndsWith(".", s.Description));
        foreach (var inner in verb.Subcommands)
            await ExplainsItselfAsync(inner, [.. before, verb.Name]);
    }
}
