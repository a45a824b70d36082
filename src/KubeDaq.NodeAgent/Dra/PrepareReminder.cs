using System.Globalization;
using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>
/// Has the kubelet ask again for claims that could not be prepared, as soon as what stood in the way has passed. By itself it asks at its next look
/// at the pod, which is a minute or more away; a pod of which an annotation has changed it looks at at once.
/// </summary>
internal sealed class PrepareReminder(IApiServer server, HostState state, Latest<string?> registered, WaitingPods pods, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _due = [];
    private readonly HashSet<PodRef> _reminded = [];
    private HashSet<string> _available = [];
    private long _registration;
    private bool _isTold;

    /// <summary>Works until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var (registration, cards, records) = (registered.Version, state.Cards.Version, state.Records.Version);
            Notice(registration);
            var done = _due.Count == 0 || await TryRemindAsync(stop);
            await Changes.FirstAsync(next =>
            [
                registered.NextAsync(registration, next), state.Cards.NextAsync(cards, next), state.Records.NextAsync(records, next),
                Task.Delay(done ? Timeout.InfiniteTimeSpan : Retry, time, next),
            ], stop);
        }
    }

    // Only what was not available before is news, or a pod would be reminded again and again.
    private void Notice(long registration)
    {
        var available = registered.Current is "" ? Available() : [];
        // A kubelet that takes the driver anew may have failed to reach it until now.
        var news = available.Where(device => registration != _registration || !_available.Contains(device)).ToList();
        (_available, _registration) = (available, registration);
        _due.IntersectWith(available);
        if (news.Count == 0)
            return;
        _due.UnionWith(news);
        _reminded.Clear();
        _isTold = false;
    }

    private HashSet<string> Available() =>
        [.. (state.Cards.Current?.Values ?? [])
            .Where(card => Availability.Of(card, state.Records.Current?.GetValueOrDefault(card.Name)) is null)
            .SelectMany(CardResource.Of).Select(resource => resource.Part.Name)];

    private async Task<bool> TryRemindAsync(CancellationToken stop)
    {
        try
        {
            var done = true;
            foreach (var pod in await pods.WithAnyOfAsync(_due, stop))
                done &= _reminded.Contains(pod) || await TryRemindAsync(pod, stop);
            if (done)
                _due.Clear();
            return done;
        }
        catch (ApiFailure failure)
        {
            TellOnce("the pods that wait", failure);
            return false;
        }
    }

    private async Task<bool> TryRemindAsync(PodRef pod, CancellationToken stop)
    {
        try
        {
            await server.SendAsync(ApiCall.Patch($"/api/v1/namespaces/{pod.Namespace}/pods/{pod.Name}", Patch(pod)), stop);
            DraLog.Reminded(log, pod);
        }
        catch (ApiFailure failure) when (failure.IsForGood)
        {
            DraLog.ReminderRefused(log, pod, failure.Message);
        }
        catch (ApiFailure failure)
        {
            TellOnce($"pod {pod}", failure);
            return false;
        }
        _reminded.Add(pod);
        return true;
    }

    // With its uid: another pod of that name is not meant.
    private JsonObject Patch(PodRef pod) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["uid"] = pod.Uid,
            ["annotations"] = new JsonObject { [ApiGroup.PrepareAgainAnnotation] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) },
        },
    };

    private void TellOnce(string what, ApiFailure failure)
    {
        if (!_isTold)
            DraLog.NotReminded(log, what, failure.Message);
        _isTold = true;
    }
}
