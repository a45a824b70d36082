using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Events;
using KubeDaq.Cluster.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Events;

public sealed class EventRecorderTests : IDisposable
{
    private static readonly EventSubject Coldbox = new("dune.daq/v1alpha1", "Partition", new ObjectName("np04", "coldbox"), "u");
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task An_event_says_who_what_and_about_which_object()
    {
        await using var server = await AcceptAllAsync();
        var (recorder, running) = Start(server);
        recorder.Record(Coldbox, EventType.Warning, "CardHeld", new string('x', 2000));
        await Until.TrueAsync(() => !server.Requests.IsEmpty, "the event is written");
        var request = server.Requests.First();
        Assert.Equal("/apis/events.k8s.io/v1/namespaces/np04/events", request.Path);
        var body = JsonNode.Parse(request.Body)!;
        Assert.Equal("coldbox", (string?)body["regarding"]!["name"]);
        Assert.Equal("Warning", (string?)body["type"]);
        Assert.Equal("dune.daq/operator", (string?)body["reportingController"]);
        Assert.Equal(1024, ((string)body["note"]!).Length);
        await EndAsync(running);
    }

    [Fact]
    public async Task What_repeats_is_counted_in_the_same_event()
    {
        await using var server = await AcceptAllAsync();
        var (recorder, running) = Start(server);
        for (var i = 0; i < 5; i++)
            recorder.Record(Coldbox, EventType.Normal, "Waiting", "waiting for card apa001");
        await Until.TrueAsync(() => server.Requests.Count == 2, "the count is written", () => _time.Advance(TimeSpan.FromSeconds(1)));
        var patch = server.Requests.Last();
        Assert.Equal("PATCH", patch.Method);
        Assert.Equal(5, (int?)JsonNode.Parse(patch.Body)!["series"]!["count"]);
        await EndAsync(running);
    }

    [Fact]
    public async Task A_cluster_wide_object_has_its_events_in_namespace_default()
    {
        await using var server = await AcceptAllAsync();
        var (recorder, running) = Start(server);
        recorder.Record(Coldbox with { Name = new ObjectName("", "apa001") }, EventType.Normal, "Released", "by force");
        await Until.TrueAsync(() => !server.Requests.IsEmpty, "the event is written");
        Assert.Equal("/apis/events.k8s.io/v1/namespaces/default/events", server.Requests.First().Path);
        await EndAsync(running);
    }

    [Fact]
    public async Task What_was_recorded_just_before_the_stop_is_still_written()
    {
        await using var server = await AcceptAllAsync();
        var (recorder, running) = Start(server);
        recorder.Record(Coldbox, EventType.Normal, "Stopped", "all cards are released");
        await EndAsync(running);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refused_event_does_not_stop_the_next()
    {
        await using var server = await ScriptedServer.StartAsync((403, "{}"), (201, Written));
        var (recorder, running) = Start(server);
        recorder.Record(Coldbox, EventType.Normal, "First", "one");
        recorder.Record(Coldbox, EventType.Normal, "Second", "two");
        await Until.TrueAsync(() => server.Requests.Count == 2, "both were tried");
        await EndAsync(running);
    }

    public void Dispose() => _stop.Dispose();

    private const string Written = """{"metadata":{"namespace":"np04","name":"coldbox.1"}}""";

    private static Task<ScriptedServer> AcceptAllAsync() => ScriptedServer.StartAsync((201, Written));

    private (EventRecorder Recorder, Task Running) Start(ScriptedServer server)
    {
        var recorder = new EventRecorder(server.Client(Kinds.Event), "dune.daq/operator", "operator-0", _time, NullLogger<EventRecorder>.Instance);
        return (recorder, recorder.RunAsync(_stop.Token));
    }

    private async Task EndAsync(Task running)
    {
        await _stop.CancelAsync();
        await running;
    }
}
