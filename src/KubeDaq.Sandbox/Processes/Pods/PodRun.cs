using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Processes.Volumes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>A pod on its host: its newest version, what is known of its containers, and how that gets into its status.</summary>
internal sealed class PodRun
{
    private readonly Lock _lock = new();
    private readonly HostParts _parts;
    private readonly HostContext _host;
    private PodStatus _status;
    private volatile bool _silent;
    private volatile JsonObject _pod;

    public PodRun(HostParts parts, HostContext host, JsonObject pod)
    {
        (_parts, _host, _pod) = (parts, host, pod);
        _status = new() { HostAddress = host.Host.Address, StartTime = pod.Time("status", "startTime") ?? parts.Time.GetUtcNow() };
        Containers = [.. PodContainers.Of(pod)];
        Volumes = new(parts.Folders.Volumes(pod.Uid()), parts.Contents, host.DeviceFile, parts.Time);
    }

    /// <summary>What every host works with.</summary>
    public HostParts Parts => _parts;

    /// <summary>Its host.</summary>
    public HostContext Host => _host;

    /// <summary>The newest version.</summary>
    public JsonObject Pod { get => _pod; set => _pod = value; }

    /// <summary>The pod's uid.</summary>
    public string Uid => _pod.Uid();

    /// <summary>Its containers, those that run first in front.</summary>
    public IReadOnlyList<ContainerView> Containers { get; }

    /// <summary>Its volumes.</summary>
    public PodVolumes Volumes { get; }

    /// <summary>Its address.</summary>
    public string Address => _status.Address ?? _status.HostAddress;

    /// <summary>When it was taken on.</summary>
    public DateTimeOffset StartTime => _status.StartTime;

    /// <summary>How long its processes get to end.</summary>
    public TimeSpan Grace => TimeSpan.FromSeconds(Math.Max(
        _pod.Number("metadata", "deletionGracePeriodSeconds") ?? _pod.Number("spec", "terminationGracePeriodSeconds") ?? 30, 1));

    /// <summary>Changes what is known, and writes it into the pod's status.</summary>
    public void Change(Action change)
    {
        lock (_lock)
        {
            change();
            Publish();
        }
    }

    /// <summary>Changes what is said about the pod as a whole, and writes it.</summary>
    public void Change(Func<PodStatus, PodStatus> change)
    {
        lock (_lock)
        {
            _status = change(_status);
            Publish();
        }
    }

    /// <summary>Waits, or until <paramref name="stop"/>; that is not an exception here.</summary>
    public async Task WaitAsync(TimeSpan time, CancellationToken stop) =>
        await Task.Delay(time, _parts.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Says nothing any more: the sandbox ends, and the objects keep what was true before.</summary>
    public void Silence() => _silent = true;

    /// <summary>Records an Event about the pod or one of its containers.</summary>
    public void Say(string type, string reason, string message, ContainerView? container = null)
    {
        if (_silent)
            return;
        var list = container?.Role == ContainerRole.Main ? "containers" : "initContainers";
        _parts.Events.Record(_pod, "kubelet", _host.Host.Name, type, reason, message, container is null ? null : $"spec.{list}{{{container.Name}}}");
    }

    private void Publish()
    {
        if (_silent)
            return;
        var written = _parts.Objects.Update(Kinds.Pods, _pod.Namespace(), _pod.Name(), value =>
        {
            _status.Write(value, Containers, _parts.Time.GetUtcNow());
            return true;
        }, "status", Uid);
        if (written is not null)
            _pod = written.Value;
    }
}
