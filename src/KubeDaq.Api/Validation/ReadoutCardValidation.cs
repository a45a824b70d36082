using System.Text.RegularExpressions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Validation;

/// <summary>Finds all that is wrong with a readout card at once.</summary>
public static partial class ReadoutCardValidation
{
    // Of the name of a resource, after dune.daq/.
    private const int MaxResource = 63;

    /// <summary>What is wrong with the card.</summary>
    public static IReadOnlyList<FieldError> Validate(ReadoutCard card)
    {
        var errors = new FieldErrors();
        var (name, spec) = (card.Metadata.Name, card.Spec);
        Names.CheckLabel(name, "metadata.name", errors, max: 50);
        Names.CheckSubdomain(spec.Host, "spec.host", errors);
        if (!Pci().IsMatch(spec.PciAddress))
            errors.Add("spec.pciAddress", $"{Names.Quote(spec.PciAddress)} is not a PCI address", "write domain:bus:device.function as lspci -D does, such as 0000:3b:00.0");
        Names.CheckSet(spec.Devices, 16, "spec.devices", errors, CheckDevice);
        Names.CheckSet(spec.Units, 64, "spec.units", errors, (unit, field, found) => Names.CheckLabel(unit, field, found, max: 12));
        CheckResources(name ?? "", spec.Units, errors);
        if (spec.Release is { } release && string.IsNullOrWhiteSpace(release.Reason))
            errors.Add("spec.release.reason", "is empty", "say why the card is taken away: it stands in its history");
        return errors.All;
    }

    private static void CheckDevice(string? device, string field, FieldErrors errors)
    {
        if (device is null || !Device().IsMatch(device) || device.Contains("..", StringComparison.Ordinal))
            errors.Add(field, $"{Names.Quote(device ?? "")} is not a device file", "write a path below /dev, such as /dev/flx0");
    }

    private static void CheckResources(string name, IReadOnlyList<string> units, FieldErrors errors)
    {
        for (var i = 0; i < units.Count && i < 64; i++)
        {
            var resource = ApiGroup.ResourceName(name, units[i])[(ApiGroup.Name.Length + 1)..];
            if (resource.Length > MaxResource)
                errors.Add($"spec.units[{i}]", $"the resource would be {Names.Quote(resource)}, {resource.Length} characters where {MaxResource} are allowed", "shorten the name of the card or of the unit");
        }
    }

    [GeneratedRegex(Patterns.PciAddress)]
    private static partial Regex Pci();

    [GeneratedRegex(Patterns.DeviceFile)]
    private static partial Regex Device();
}
