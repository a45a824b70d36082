using System.CommandLine;
using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Api.Meta;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.HostAccess;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>Tells of the pods of a file whether they are admitted, by which policy, and why not by each other one.</summary>
internal sealed class ExplainCommand : Verb
{
    private readonly Shell _shell;
    private readonly Option<string[]> _files = FileOption.Make();
    private readonly Option<ObjectName?> _account = AccountOption.Make("--as", "The service account that the pods run under, as in system:serviceaccount:np04:coldbox, instead of the one that they name.");
    private readonly Option<string[]> _policies = FileOption.Make("--policies", "Ask no cluster: take the policies from these files, and namespaces, cards, roles and bindings where they are there too.");
    private readonly Option<string[]> _granted = new("--as-if-granted") { Description = "With --policies: count these policies as granted.", HelpName = "policy", AllowMultipleArgumentsPerToken = true };
    private readonly OutputOption _output = new();

    public ExplainCommand(Shell shell)
        : base(shell, "explain", "Tell which policy admits the pods of a file, and why each other one does not.")
    {
        _shell = shell;
        Add(_files);
        Add(_account);
        Add(_policies);
        Add(_granted);
        Add(_output.Option);
        Validators.Add(result =>
        {
            if (result.GetResult(_granted) is not null && result.GetResult(_policies) is null)
                result.AddError("--as-if-granted needs --policies: with a cluster, the cluster says what is granted");
        });
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var objects = FileObjects.Read(parsed.GetRequiredValue(_files), Console.In);
        if (parsed.GetValue(_policies) is not { Length: > 0 } policies)
        {
            using var session = Connect(parsed);
            return await ExplainAsync(parsed, objects, new ClusterHostAccess(session), session.Namespace, stop);
        }

        var source = new FileHostAccess(FileObjects.Read(policies, Console.In), parsed.GetValue(_granted) ?? []);
        return await ExplainAsync(parsed, objects, source, parsed.GetValue(_shell.Options.Namespace) ?? "default", stop);
    }

    private async Task<int> ExplainAsync(ParseResult parsed, IReadOnlyList<JsonObject> objects, IHostAccessSource source, string ns, CancellationToken stop)
    {
        var explainer = new Explainer(source);
        var explanations = new List<Explanation>();
        foreach (var pod in await new PodFiles(Terminal).OfAsync(objects, source, stop))
        {
            var account = AccountOf(pod, parsed.GetValue(_account), ns, parsed.GetValue(_shell.Options.Namespace));
            explanations.Add(await explainer.ExplainAsync(pod, account, stop));
        }

        await NoteAsync(await source.NotesAsync(stop));
        if (!_output.WriteTree(parsed, Terminal, () => new JsonArray([.. explanations.Select(ExplanationTree.Of)])))
            explanations.ForEach(new ExplanationText(Terminal).Write);
        return explanations.All(explanation => explanation.IsAdmitted) ? ExitCode.Done : ExitCode.NotRunning;
    }

    /// <summary>A pod's service account is in the pod's own namespace, always.</summary>
    private static ObjectName AccountOf(FoundPod pod, ObjectName? given, string ns, string? asked)
    {
        if (pod.Namespace is { } written && (asked ?? given?.Namespace ?? written) is var other && other != written)
            throw new CommandFailure(ExitCode.Usage, $"{pod.Source} is in namespace {written}, and the command line says {other}; leave one of them out");
        if (given is { } account && asked is not null && account.Namespace != asked)
            throw new CommandFailure(ExitCode.Usage, $"service account {account} is not in namespace {asked}, and a pod's account is in the pod's namespace; leave -n out");
        return given ?? HostAccessJudge.AccountOf(pod.Pod, pod.Namespace ?? ns);
    }
}
