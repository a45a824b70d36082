using System.Text.RegularExpressions;
using KubeDaq.Api.Schema;
using KubeDaq.Api.Validation;

namespace KubeDaq.NodeAgent.Configuration;

/// <summary>Finds all that is wrong with the names of cards.</summary>
internal static partial class CardRuleValidation
{
    public static void Check(IReadOnlyList<CardRule> cards, FieldErrors errors)
    {
        for (var i = 0; i < cards.Count; i++)
            Check(cards[i], $"cards[{i}]", errors);
        foreach (var twice in cards.GroupBy(c => c.Name).Where(g => g.Count() > 1))
            errors.Add("cards", $"name {Names.Quote(twice.Key)} stands {twice.Count()} times", "a name belongs to one card");
        foreach (var twice in cards.Where(c => c.Serial is not null).GroupBy(c => c.Serial).Where(g => g.Count() > 1))
            errors.Add("cards", $"serial {Names.Quote(twice.Key!)} stands {twice.Count()} times", "a card has one name");
        foreach (var twice in cards.Where(c => c.PciAddress is not null).GroupBy(c => (c.Host, c.PciAddress)).Where(g => g.Count() > 1))
            errors.Add("cards", $"PCI address {twice.Key.PciAddress} of {twice.Key.Host ?? "every host"} stands {twice.Count()} times", "a card has one name");
    }

    private static void Check(CardRule card, string path, FieldErrors errors)
    {
        Names.CheckLabel(card.Name, $"{path}.name", errors, max: 50);
        if (card.Serial is null && card.PciAddress is null)
            errors.Add(path, "says of no card that it is this one", "write serial, or host and pciAddress");
        if (card.PciAddress is { } address && !Pci().IsMatch(address))
            errors.Add($"{path}.pciAddress", $"{Names.Quote(address)} is not a PCI address", "write domain:bus:device.function as lspci -D does, in quotes, such as \"0000:3b:00.0\"");
        if (card.Host is { } host)
            Names.CheckSubdomain(host, $"{path}.host", errors);
        foreach (var (key, value) in card.Labels ?? new Dictionary<string, string>())
        {
            if (!Names.IsLabelKey(key) || !Names.IsLabelValue(value))
                errors.Add($"{path}.labels[{key}]", $"{Names.Quote($"{key}={value}")} is not a label", "write letters, digits, dashes, underscores and dots, at most 63");
        }

        CheckUnits(card.Units, $"{path}.units", errors);
    }

    private static void CheckUnits(IReadOnlyList<UnitRule> units, string path, FieldErrors errors)
    {
        Names.CheckSet([.. units.Select(u => u.Name)], 64, path, errors, (unit, at, found) => Names.CheckLabel(unit, at, found, max: 12));
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Endpoints.Count + units[i].Files.Count == 0)
                errors.Add($"{path}[{i}]", "has no device", "write endpoints: [0], or files: and the device files");
            ConfigurationValidation.Each(units[i].Files, $"{path}[{i}].files", errors, ConfigurationValidation.CheckFile);
            if (units[i].Endpoints.Any(e => e is < 0 or > 15))
                errors.Add($"{path}[{i}].endpoints", "has a number that is no endpoint", "count them from 0");
        }

        foreach (var shared in units.SelectMany(u => u.Endpoints.Select(e => $"endpoint {e}").Concat(u.Files)).GroupBy(d => d).Where(g => g.Count() > 1))
            errors.Add(path, $"{shared.Key} belongs to {shared.Count()} units", "units are held by different partitions, so they cannot share a device");
    }

    [GeneratedRegex(Patterns.PciAddress)]
    private static partial Regex Pci();
}
