using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Drivers;
using KubeDaq.NodeAgent.Discovery.Files;

namespace KubeDaq.NodeAgent.Discovery.Cards;

/// <summary>
/// Which number the driver has given to which function. The driver numbers as it probes, so a number says nothing of a card for good: where
/// it makes a class in sysfs, that is read; else the order in which it probes is followed, and checked by how many it says it has.
/// </summary>
internal sealed class DeviceNumbers
{
    private readonly Dictionary<string, int> _numbers = [];

    private DeviceNumbers(string? problem) => Problem = problem;

    /// <summary>Why the numbers cannot be known; null where they are.</summary>
    public string? Problem { get; }

    public int? Of(string address) => _numbers.TryGetValue(address, out var number) ? number : null;

    public static DeviceNumbers Find(PciRule rule, IReadOnlyList<CardFunctions> cards, FlxReport? report, HostFiles files)
    {
        if (rule.DeviceClass is { } name && files.Names($"/sys/class/{name}") is { Count: > 0 } devices)
            return FromClass(name, devices, files);
        // A first endpoint is numbered before its second one, whatever their addresses: the driver swaps them.
        var bound = cards.SelectMany(c => c.All).Where(f => f.Driver == rule.Driver).Select(f => f.Address).ToList();
        if (report?.DeviceCount is { } count && count != bound.Count)
            return new DeviceNumbers($"driver {rule.Driver} has {count} devices where {bound.Count} functions are bound to it");
        var numbers = new DeviceNumbers(null);
        for (var i = 0; i < bound.Count; i++)
            numbers._numbers[bound[i]] = i;
        return numbers;
    }

    private static DeviceNumbers FromClass(string name, IReadOnlyList<string> devices, HostFiles files)
    {
        var numbers = new DeviceNumbers(null);
        foreach (var device in devices)
        {
            var digits = device[(device.AsSpan().TrimEnd("0123456789").Length)..];
            if (int.TryParse(digits, out var number) && files.Target($"/sys/class/{name}/{device}/device") is { } function)
                numbers._numbers.TryAdd(Path.GetFileName(function), number);
        }

        return numbers;
    }
}
