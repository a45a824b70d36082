using System.CommandLine;
using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.HostAccess;
using KubeDaq.Cli.Rendering;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>Tells who may use a policy or a card, by which binding, and where.</summary>
internal sealed class WhoCanCommand : Verb
{
    private readonly UseTarget _target;
    private readonly OutputOption _output = new();

    public WhoCanCommand(Shell shell)
        : base(shell, "who-can", "Tell who may use a policy, by which binding, and in which namespace.")
    {
        _target = new UseTarget(NameArgument("policy", "The policy's name.", "hap"));
        _target.AddTo(this);
        Add(_output.Option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var session = Connect(parsed);
        var (resource, name) = await _target.FindAsync(parsed, session, stop);
        var grants = (await ClusterGrants.ReadAsync(session, stop)).On(resource, name);
        if (!_output.WriteTree(parsed, Terminal, () => new JsonArray([.. grants.Select(Tree)])))
            Write(grants, name);
        return ExitCode.Done;
    }

    private void Write(IReadOnlyList<UseGrant> grants, string name)
    {
        if (grants.Count == 0)
        {
            Terminal.Error.WriteLine($"Nobody may use {name}.");
            return;
        }

        var columns = new Columns("SUBJECT", "NAME", "IN NAMESPACE", "BY", "PODS");
        foreach (var grant in grants)
            columns.Add(grant.Subject.Sort.ToString(), $"{grant.Subject}", grant.Namespace ?? "every one", $"{grant.Binding}", Pods(grant.Subject));
        columns.Write(Terminal);
    }

    /// <summary>Pods run under service accounts; what people may use does not let their pods in.</summary>
    private static Cell Pods(GrantSubject subject) => subject switch
    {
        { CoversPods: false } => new Cell("no: runs no pods", Shade.Quiet),
        { Sort: SubjectSort.ServiceAccount } when HostAccessNames.SystemNamespaces.Contains(subject.Name.Namespace) => new Cell("no: its namespace is never governed", Shade.Quiet),
        _ => "yes",
    };

    private static JsonObject Tree(UseGrant grant) => new()
    {
        ["subject"] = grant.Subject.Sort.ToString(),
        ["name"] = $"{grant.Subject}",
        ["namespace"] = grant.Namespace,
        ["binding"] = $"{grant.Binding}",
        ["role"] = $"{(grant.Binding.Role.Namespace.Length == 0 ? "ClusterRole" : "Role")} {grant.Binding.Role}",
        ["runsPods"] = grant.Subject.CoversPods,
    };
}
