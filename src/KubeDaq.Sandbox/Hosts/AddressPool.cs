using System.Net;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>Addresses for a host's pods, from its own part of 127/8: every one works on the loopback interface as it is.</summary>
/// <param name="network">The first address.</param>
/// <param name="from">Where in it to begin; two sandboxes on one machine begin at different places, so that their pods' ports do not meet.</param>
internal sealed class AddressPool(string network, int from = 0)
{
    private const int Size = 65_534;

    private readonly Lock _lock = new();
    private readonly HashSet<int> _taken = [];
    private readonly byte[] _start = IPAddress.Parse(network).GetAddressBytes();
    private int _last = from;

    /// <summary>Takes an address that has been free for long.</summary>
    public string Take()
    {
        lock (_lock)
        {
            if (_taken.Count == Size)
                throw new InvalidOperationException($"no address left in {network}/16");
            do
                _last = (_last % Size) + 1;
            while (!_taken.Add(_last));
            return $"{_start[0]}.{_start[1]}.{_last >> 8}.{_last & 255}";
        }
    }

    /// <summary>Gives an address back.</summary>
    public void Release(string address)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        lock (_lock)
            _taken.Remove((bytes[2] << 8) | bytes[3]);
    }
}
