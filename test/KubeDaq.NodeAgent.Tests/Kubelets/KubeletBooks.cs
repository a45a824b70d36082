namespace KubeDaq.NodeAgent.Tests.Kubelets;

/// <summary>What a kubelet remembers over restarts: which pod has which device.</summary>
internal sealed class KubeletBooks
{
    private readonly Lock _lock = new();
    private readonly List<BookedDevice> _booked = [];

    public IReadOnlyList<BookedDevice> All
    {
        get
        {
            lock (_lock)
                return [.. _booked];
        }
    }

    public void Add(BookedDevice device)
    {
        lock (_lock)
            _booked.Add(device);
    }

    /// <summary>A pod has ended, or the kubelet was made to forget it.</summary>
    public void Forget(KubeletPod pod)
    {
        lock (_lock)
            _booked.RemoveAll(one => one.Pod == pod);
    }
}

/// <summary>A pod as a kubelet knows it.</summary>
internal sealed record KubeletPod(string Namespace, string Name, string Uid);

/// <summary>A device that a pod has: of a device plugin's resource, or of a claim.</summary>
internal sealed record BookedDevice(KubeletPod Pod, string Resource, string Device, string? Claim = null);
