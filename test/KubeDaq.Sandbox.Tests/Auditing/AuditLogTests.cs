using System.Net;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Auditing;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Tests.Authorization;
using KubeDaq.Sandbox.Tests.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Sandbox.Tests.Auditing;

public sealed class AuditLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 56, 41, TimeSpan.Zero).AddMicroseconds(161044));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_is_as_kube_apiserver_1_36_2_wrote_it()
    {
        const string recorded = """{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"2fbc66d2-15fc-4b88-b801-008a96d84110","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/x/configmaps?limit=500","verb":"list","user":{"username":"admin","groups":["system:masters","system:authenticated"],"extra":{"authentication.kubernetes.io/credential-id":["X509SHA256=141c"]}},"impersonatedUser":{"username":"bob","uid":"5","groups":["g","system:authenticated"]},"authenticationMetadata":{"impersonationConstraint":"impersonate:user-info"},"sourceIPs":["127.0.0.1"],"userAgent":"kubectl/v1.36.2","objectRef":{"resource":"configmaps","namespace":"x","apiVersion":"v1"},"responseStatus":{"metadata":{},"status":"Failure","message":"configmaps is forbidden: User \"bob\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"x\"","reason":"Forbidden","details":{"kind":"configmaps"},"code":403},"requestReceivedTimestamp":"2026-11-24T12:56:41.161044Z","stageTimestamp":"2026-11-24T12:56:41.161666Z","annotations":{"authorization.k8s.io/decision":"forbid","authorization.k8s.io/reason":""}}""";
        var line = Assert.Single(await TellAsync(async log =>
        {
            var asked = Rbac.Ask("list", "configmaps", "x");
            var told = log.Begin(Request("/api/v1/namespaces/x/configmaps?limit=500", ("Audit-ID", "2fbc66d2-15fc-4b88-b801-008a96d84110")), asked);
            told.User = new("admin", null, ["system:masters", "system:authenticated"], new Dictionary<string, IReadOnlyList<string>> { ["authentication.kubernetes.io/credential-id"] = ["X509SHA256=141c"] });
            told.Impersonated = new(new("bob", "5", ["g", "system:authenticated"], new Dictionary<string, IReadOnlyList<string>>()), "impersonate:user-info");
            told.Note(new(false, ""));
            told.Refusal = StatusException.Forbidden(asked.GroupResource, "", "User \"bob\" cannot list resource \"configmaps\" in API group \"\" in the namespace \"x\"");
            _time.Advance(TimeSpan.FromMicroseconds(622));
            await log.EndAsync(told, 403);
        }));
        Assert.Equal(JsonNode.Parse(recorded)!.ToJsonString(), JsonNode.Parse(line)!.ToJsonString());
    }

    [Fact]
    public async Task Of_an_object_only_its_name_uid_and_version_are_told()
    {
        var line = Assert.Single(await TellAsync(async log =>
        {
            var told = log.Begin(Request("/api/v1/namespaces/np04/secrets", ("Authorization", "Bearer not.for.anybody")), Rbac.Ask("create", "secrets", "np04"));
            told.User = Rbac.User("jane");
            told.Describe(Sandboxed.Json("""{"metadata": {"name": "dcs", "uid": "7", "resourceVersion": "12"}, "data": {"password": "aHVzaA=="} }"""));
            await log.EndAsync(told, 201);
        }));
        Assert.Equal("""{"resource":"secrets","namespace":"np04","name":"dcs","uid":"7","apiVersion":"v1","resourceVersion":"12"}""", JsonNode.Parse(line)!["objectRef"]!.ToJsonString());
        Assert.DoesNotContain("aHVzaA", line);
        Assert.DoesNotContain("not.for.anybody", line);
    }

    [Fact]
    public async Task What_is_wrong_with_a_Secret_is_not_told()
    {
        var line = Assert.Single(await TellAsync(async log =>
        {
            var told = log.Begin(Request("/api/v1/namespaces/np04/secrets"), Rbac.Ask("create", "secrets", "np04"));
            told.Refusal = StatusException.Invalid(new("", "Secret"), "dcs", [Cause.InvalidValue("data.password", "hush", "must be base64")]);
            await log.EndAsync(told, 422);
        }));
        Assert.DoesNotContain("hush", line);
        Assert.Equal(422, JsonNode.Parse(line)!["responseStatus"]!["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task Who_shows_bad_credentials_is_nobody() => Assert.Equal(
        ("ResponseStarted", "{}"),
        Stage(Assert.Single(await TellAsync(log => log.EndAsync(log.Begin(Request("/api/v1/nodes"), Rbac.Ask("list", "nodes")), 401).AsTask()))));

    [Theory]
    [InlineData("", "pods", true)]
    [InlineData("dune.daq", "partitions", true)]
    [InlineData("", "events", false)]
    [InlineData("coordination.k8s.io", "leases", false)]
    public async Task What_comes_without_end_is_not_told(string group, string resource, bool told) =>
        Assert.Equal(told ? 1 : 0, (await TellAsync(log => log.EndAsync(log.Begin(Request("/"), Rbac.Ask("update", resource, "np04", group)), 200).AsTask())).Count);

    [Fact]
    public async Task From_behind_a_proxy_the_proxy_is_told_too() => Assert.Equal(
        """["1.2.3.4","127.0.0.1"]""",
        JsonNode.Parse((await TellAsync(log => log.EndAsync(log.Begin(Request("/api", ("X-Forwarded-For", "1.2.3.4, nonsense")), Rbac.Ask("list", "pods")), 200).AsTask()))[0])!["sourceIPs"]!.ToJsonString());

    [Fact]
    public async Task Where_it_cannot_be_written_the_server_goes_on_and_says_so_once()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "audit.log"));
        var said = new Listener();
        await using (var log = new AuditLog(_folder.Path, _time, said))
        {
            for (var number = 0; number < 20_000; number++)
                await log.EndAsync(log.Begin(Request("/api"), Rbac.Ask("list", "pods")), 200);
        }
        Assert.Contains("audit.log cannot be written", Assert.Single(said.Sentences));
    }

    private static (string Stage, string User) Stage(string line)
    {
        var told = JsonNode.Parse(line)!;
        return (told["stage"]!.GetValue<string>(), told["user"]!.ToJsonString());
    }

    private static DefaultHttpContext Request(string target, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Headers.UserAgent = "kubectl/v1.36.2";
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value;
        return context;
    }

    private async Task<IReadOnlyList<string>> TellAsync(Func<AuditLog, Task> tell)
    {
        await using (var log = new AuditLog(_folder.Path, _time, NullLogger.Instance))
            await tell(log);
        var file = Path.Combine(_folder.Path, "audit.log");
        return File.Exists(file) ? await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken) : [];
    }

    private sealed class Listener : ILogger
    {
        public List<string> Sentences { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format) => Sentences.Add(format(state, error));
    }
}
