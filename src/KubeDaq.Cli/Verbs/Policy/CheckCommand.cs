using System.CommandLine;
using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.HostAccess;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>Tells which running pods would be denied if they were made now.</summary>
internal sealed class CheckCommand : Verb
{
    private readonly Option<bool> _all = new("--all-namespaces", "-A") { Description = "Of all namespaces." };
    private readonly Option<bool> _ungoverned = new("--ungoverned") { Description = "Of namespaces that are not governed too: what would be if they were labelled." };
    private readonly OutputOption _output = new();

    public CheckCommand(Shell shell)
        : base(shell, "check", "Tell which running pods would be denied if they were made now.")
    {
        Add(_all);
        Add(_ungoverned);
        Add(_output.Option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var session = Connect(parsed);
        var (all, ungoverned) = (parsed.GetValue(_all), parsed.GetValue(_ungoverned));
        var source = new ClusterHostAccess(session);
        if (!all)
            await RequireAsync(source, session.Namespace, ungoverned, stop);
        var report = new CheckReport(await JudgeAsync(source, await new RunningPods(session).ListAsync(all ? null : session.Namespace, stop), ungoverned, stop));
        await NoteAsync(await source.NotesAsync(stop));
        if (!_output.WriteTree(parsed, Terminal, () => new JsonArray([.. report.Shown.Select(ExplanationTree.Of)])))
            report.Write(Terminal);
        return report.Denied == 0 ? ExitCode.Done : ExitCode.NotRunning;
    }

    private static async Task<IReadOnlyList<Explanation>> JudgeAsync(ClusterHostAccess source, IReadOnlyList<FoundPod> pods, bool ungoverned, CancellationToken stop)
    {
        var explainer = new Explainer(source);
        var judged = new List<Explanation>();
        foreach (var pod in pods)
        {
            var governance = await source.GovernanceAsync(pod.Namespace ?? "", stop);
            if (governance == Governance.Governed || (ungoverned && governance == Governance.Ungoverned))
                judged.Add(await explainer.ExplainAsync(pod, HostAccessJudge.AccountOf(pod.Pod, pod.Namespace ?? ""), stop));
        }

        return judged;
    }

    private static async Task RequireAsync(ClusterHostAccess source, string ns, bool ungoverned, CancellationToken stop)
    {
        switch (await source.GovernanceAsync(ns, stop))
        {
            case Governance.Missing:
                throw new CommandFailure(ExitCode.NotFound, $"there is no namespace {ns}");
            case Governance.OfSystem:
                throw new CommandFailure(ExitCode.Error, $"namespace {ns} belongs to the cluster and is never governed");
            case Governance.Ungoverned when !ungoverned:
                throw new CommandFailure(ExitCode.Error, $"namespace {ns} is not governed; --ungoverned tells what would be if it were");
            default:
                return;
        }
    }
}
