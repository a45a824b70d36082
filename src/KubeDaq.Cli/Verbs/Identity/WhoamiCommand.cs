using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cluster.Persons;
using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Verbs.Identity;

/// <summary>Tells who one is to the cluster, until when, and what one may do.</summary>
internal sealed class WhoamiCommand : Verb
{
    private const string Extra = "authentication.kubernetes.io/";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Option<string> _output = new("--output", "-o") { Description = "How to print: text or json.", HelpName = "form", DefaultValueFactory = _ => "text" };

    public WhoamiCommand(Shell shell)
        : base(shell, "whoami", "Tell who you are to the cluster, until when, and what you may do; works in a pod too.")
    {
        _output.AcceptOnlyFromAmong("text", "json");
        Add(_output);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var session = Connect(parsed);
        var me = await Myself.AskAsync(session.Connection, session.Namespace, stop);
        var hints = Hints.For(me, session.Namespace, Time.GetUtcNow()).ToList();
        if (parsed.GetValue(_output) == "json")
            await Terminal.Out.WriteLineAsync(ToJson(me, session, hints).ToJsonString(Indented));
        else
            Describe(me, session, hints);
        return ExitCode.Done;
    }

    private void Describe(Myself me, Session session, List<string> hints)
    {
        new Description()
            .Field("User", me.User)
            .Field("Groups", string.Join(", ", me.Groups))
            .Field("Pod", me.Extra.GetValueOrDefault($"{Extra}pod-name"))
            .Field("Host", me.Extra.GetValueOrDefault($"{Extra}node-name"))
            .Field("Known by", Proof(me, Time.GetUtcNow()))
            .Field("Cluster", session.Connection.Server.ToString())
            .Table($"In namespace {session.Namespace} you may", ["KIND", "NAMES", "VERBS"],
                me.Rights.Select(right => (IReadOnlyList<Cell>)[right.Resource, right.Names.Count == 0 ? "all" : string.Join(", ", right.Names), string.Join(", ", right.Verbs)]))
            .Write(Terminal);
        if (hints.Count > 0)
            Terminal.Out.WriteLine();
        foreach (var hint in hints)
            Terminal.Out.WriteLine($"- {hint}");
    }

    private static string Proof(Myself me, DateTimeOffset now)
    {
        var by = me.Credential.Issuer is { } issuer ? $"{me.Credential.Kind} of {issuer}" : me.Credential.Kind;
        return me.Credential.Expires is { } end
            ? $"{by}, {(end > now ? $"good until {end:yyyy-MM-dd HH:mm:ss}Z, for {Age.Of(end - now)} yet" : $"which ended {end:yyyy-MM-dd HH:mm:ss}Z")}"
            : by;
    }

    private static JsonObject ToJson(Myself me, Session session, IEnumerable<string> hints) => new()
    {
        ["user"] = me.User,
        ["groups"] = Words(me.Groups),
        ["extra"] = new JsonObject(me.Extra.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
        ["credential"] = new JsonObject { ["kind"] = me.Credential.Kind, ["issuer"] = me.Credential.Issuer, ["expires"] = me.Credential.Expires?.ToString("yyyy-MM-ddTHH:mm:ssZ") },
        ["cluster"] = session.Connection.Server.ToString(),
        ["namespace"] = session.Namespace,
        ["rights"] = new JsonArray([.. me.Rights.Select(right => new JsonObject { ["resource"] = right.Resource, ["names"] = Words(right.Names), ["verbs"] = Words(right.Verbs) })]),
        ["hints"] = Words(hints),
    };

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];
}
