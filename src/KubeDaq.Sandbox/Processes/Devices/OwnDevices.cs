using KubeDaq.Sandbox.Hosts;

namespace KubeDaq.Sandbox.Processes.Devices;

/// <summary>The cards of the hosts file, where no agent offers them.</summary>
internal sealed class OwnDevices(SimulatedHost host) : IDeviceOffers
{
    private readonly Dictionary<string, IReadOnlyList<string>> _files =
        host.Cards.SelectMany(card => card.Resources).ToDictionary(one => one.Name, one => one.Devices);

    /// <inheritdoc/>
    public bool Has(string resource) => _files.ContainsKey(resource);

    /// <inheritdoc/>
    public IReadOnlyList<string> Healthy(string resource) => Has(resource) ? [resource] : [];

    /// <inheritdoc/>
    public Task<HandedDevice> AllocateAsync(string resource, string device, CancellationToken stop) =>
        Task.FromResult(new HandedDevice([.. _files[resource].Select(file => (file, file))], new Dictionary<string, string>()));
}
