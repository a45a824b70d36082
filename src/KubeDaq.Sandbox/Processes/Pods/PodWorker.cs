using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Scheduling;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Runs one pod on its host from the moment it is bound until nothing of it is left.</summary>
internal sealed class PodWorker : IDisposable
{
    private readonly PodRun _run;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _hurry;
    private TimeSpan _grace = TimeSpan.MaxValue;
    private volatile bool _vanished;
    private volatile bool _shut;
    private volatile bool _done;

    public PodWorker(HostParts parts, HostContext host, JsonObject pod)
    {
        _run = new(parts, host, pod);
        _hurry = new(Timeout.InfiniteTimeSpan, parts.Time);
    }

    /// <summary>The pod.</summary>
    public PodRun Run => _run;

    /// <summary>Takes a newer version of the pod.</summary>
    public void Take(JsonObject pod)
    {
        _run.Pod = pod;
        if (pod.At("metadata", "deletionTimestamp") is not null)
            End(_run.Grace);
        if (_done)
            DeleteObject();
    }

    /// <summary>The object is gone without waiting for its processes.</summary>
    public void Vanish()
    {
        _vanished = true;
        End(TimeSpan.FromSeconds(1));
    }

    /// <summary>The sandbox ends.</summary>
    public void Shut()
    {
        _shut = true;
        _run.Silence();
        End(_run.Parts.GraceAtEnd < _run.Grace ? _run.Parts.GraceAtEnd : _run.Grace);
    }

    /// <summary>Runs the pod; returns when all its processes are gone and its cards are free.</summary>
    public async Task RunAsync()
    {
        if (_run.Pod.Text("status", "phase") is not ("Succeeded" or "Failed") && await AdmitAsync())
        {
            await RunContainersAsync();
            _run.Host.Devices.Release(_run.Uid);
            ReleaseAddress();
        }
        _done = true;
        if (_shut)
            return;
        _run.Change(status => status);
        DeleteObject();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Dispose();
        _hurry.Dispose();
        FolderRemoval.TryDelete(_run.Parts.Folders.Pod(_run.Uid));
    }

    // The time to end can only become shorter.
    private void End(TimeSpan grace)
    {
        lock (_ending)
        {
            if (grace < _grace)
                _hurry.CancelAfter(_grace = grace);
        }
        _ = _ending.CancelAsync();
    }

    private void DeleteObject()
    {
        if (!_vanished && _run.Pod.At("metadata", "deletionTimestamp") is not null)
            _run.Parts.Objects.Delete(Kinds.Pods, _run.Pod.Namespace(), _run.Pod.Name(), graceSeconds: 0, uid: _run.Uid);
    }

    private async Task<bool> AdmitAsync()
    {
        var pod = new DevicePod(_run.Pod.Namespace(), _run.Pod.Name(), _run.Uid);
        if (await _run.Host.Devices.TakeAsync(pod, PodAmounts.Of(_run.Pod), _ending.Token) is { } refusal)
        {
            _run.Change(status => status with { Verdict = ("Failed", "UnexpectedAdmissionError", refusal) });
            _run.Say("Warning", "UnexpectedAdmissionError", refusal["Pod was rejected: ".Length..]);
            return false;
        }
        var address = _run.Pod.Flag("spec", "hostNetwork") ? _run.Host.Host.Address : _run.Host.Addresses.Take();
        _run.Change(status => status with { Address = address });
        return true;
    }

    private void ReleaseAddress()
    {
        if (!_run.Pod.Flag("spec", "hostNetwork"))
            _run.Host.Addresses.Release(_run.Address);
    }

    private async Task RunContainersAsync()
    {
        using var over = new CancellationTokenSource();
        var deadline = KeepDeadlineAsync(over.Token);
        var volumes = new VolumeUpkeep(_run);
        if (await volumes.PrepareAsync(_ending.Token))
        {
            var refresh = volumes.RefreshAsync(over.Token);
            await new ContainerSequence(_run, () => End(_run.Grace), _hurry.Token).RunAsync(_ending.Token);
            await over.CancelAsync();
            await refresh;
        }
        await over.CancelAsync();
        await deadline;
    }

    private async Task KeepDeadlineAsync(CancellationToken over)
    {
        if (_run.Pod.Number("spec", "activeDeadlineSeconds") is not { } seconds)
            return;
        var left = _run.StartTime + TimeSpan.FromSeconds(seconds) - _run.Parts.Time.GetUtcNow();
        await _run.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, over);
        if (over.IsCancellationRequested || _ending.IsCancellationRequested)
            return;
        _run.Change(status => status with { Verdict = ("Failed", "DeadlineExceeded", "Pod was active on the node longer than the specified deadline") });
        End(_run.Grace);
    }
}
