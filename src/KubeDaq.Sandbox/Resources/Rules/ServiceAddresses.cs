using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>Hands out cluster addresses of 10.96.0.0/16 and node ports, none twice.</summary>
internal sealed class ServiceAddresses(ObjectStore store)
{
    private const int FirstPort = 30_000;
    private const int LastPort = 32_767;

    private static readonly GroupResource Services = new("", "services");

    private readonly Lock _handing = new();
    private int _address;
    private int _port = FirstPort - 1;

    /// <summary>A free address.</summary>
    public string Next()
    {
        lock (_handing)
        {
            var used = store.Look(Services).In(null).Select(service => service.Value.Text("spec", "clusterIP")).ToHashSet();
            string address;
            do
            {
                _address = (_address + 1) % 65_534;
                address = $"10.96.{(_address + 1) >> 8}.{(_address + 1) & 255}";
            }
            while (used.Contains(address));
            return address;
        }
    }

    /// <summary>A free node port.</summary>
    public int NextPort()
    {
        lock (_handing)
        {
            var used = store.Look(Services).In(null).SelectMany(service => service.Value.Maps("spec", "ports")).Select(port => port.Number("nodePort")).ToHashSet();
            do
                _port = _port >= LastPort ? FirstPort : _port + 1;
            while (used.Contains(_port));
            return _port;
        }
    }
}
