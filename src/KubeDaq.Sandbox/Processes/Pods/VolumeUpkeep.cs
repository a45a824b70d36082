using KubeDaq.Sandbox.Processes.Volumes;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Makes a pod's volumes before its containers start, and brings those from the API up to date while they run.</summary>
internal sealed class VolumeUpkeep(PodRun run)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(10);

    /// <summary>Tries until all volumes are there; false when the pod ends before.</summary>
    public async Task<bool> PrepareAsync(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            if (TryPrepare())
            {
                run.Change(status => status with { CanStart = true });
                return true;
            }
            await run.WaitAsync(Retry, ending);
        }
        return false;
    }

    /// <summary>Works until <paramref name="over"/>: changed ConfigMaps and Secrets, and new tokens before the old ones are too old.</summary>
    public async Task RefreshAsync(CancellationToken over)
    {
        while (PodVolumes.CanChange(run.Pod) && !over.IsCancellationRequested)
        {
            await run.WaitAsync(Refresh, over);
            if (!over.IsCancellationRequested)
                TryPrepare();
        }
    }

    private bool TryPrepare()
    {
        try
        {
            run.Volumes.Prepare(run.Pod);
            return true;
        }
        catch (VolumeException exception)
        {
            run.Say("Warning", "FailedMount", exception.Message);
            return false;
        }
    }
}
