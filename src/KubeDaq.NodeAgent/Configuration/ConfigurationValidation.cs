using System.Net;
using System.Text.RegularExpressions;
using KubeDaq.Api.Schema;
using KubeDaq.Api.Validation;

namespace KubeDaq.NodeAgent.Configuration;

/// <summary>Finds all that is wrong with a configuration at once.</summary>
internal static partial class ConfigurationValidation
{
    public static void Check(AgentConfiguration configuration, FieldErrors errors)
    {
        CheckRange(configuration.IntervalSeconds, 1, 3600, "intervalSeconds", errors);
        Each(configuration.Pci, "pci", errors, CheckPci);
        Each(configuration.Devices, "devices", errors, CheckDevices);
        Twice(configuration.Pci.Select(r => r.Name).ToList(), "pci", "name", errors);
        Twice([.. configuration.Pci.SelectMany(r => r.Ids.Concat(r.SecondIds))], "pci", "ids", errors);
        CardRuleValidation.Check(configuration.Cards, errors);
        Each(configuration.Networks, "networks", errors, CheckNetwork);
        Twice(configuration.Networks.Select(r => r.Name).ToList(), "networks", "name", errors);
        CheckCvmfs(configuration.Cvmfs, errors);
    }

    private static void CheckPci(PciRule rule, string path, FieldErrors errors)
    {
        if (rule.Ids.Count == 0)
            errors.Add($"{path}.ids", "is empty", "write vendor and device as lspci -n does, such as \"10dc:0427\"");
        Each(rule.Ids, $"{path}.ids", errors, CheckId);
        Each(rule.SecondIds, $"{path}.secondIds", errors, CheckId);
        if (!Word().IsMatch(rule.Driver))
            errors.Add($"{path}.driver", $"{Names.Quote(rule.Driver)} is not a driver", "write its name below /sys/bus/pci/drivers, such as flx");
        CheckFile(rule.DeviceFile.Replace("{number}", "0", StringComparison.Ordinal).Replace("{group}", "0", StringComparison.Ordinal), $"{path}.deviceFile", errors);
        Each(rule.SharedFiles, $"{path}.sharedFiles", errors, CheckFile);
        if (rule.DeviceClass is { } name && !Word().IsMatch(name))
            errors.Add($"{path}.deviceClass", $"{Names.Quote(name)} is not a class", "write its name below /sys/class, such as flx");
        if (rule.DriverFile is { } file && !(file.StartsWith("/proc/", StringComparison.Ordinal) && !file.Contains("..", StringComparison.Ordinal)))
            errors.Add($"{path}.driverFile", $"{Names.Quote(file)} is not below /proc", "write the driver's own file, such as /proc/flx");
    }

    private static void CheckDevices(DeviceRule rule, string path, FieldErrors errors)
    {
        if (!Word().IsMatch(rule.Class))
            errors.Add($"{path}.class", $"{Names.Quote(rule.Class)} is not a class", "write its name below /sys/class, such as xdma");
        Each(rule.SharedFiles, $"{path}.sharedFiles", errors, CheckFile);
    }

    private static void CheckNetwork(NetworkRule rule, string path, FieldErrors errors)
    {
        Names.CheckSubdomain(rule.Name, $"{path}.name", errors);
        if (!IPNetwork.TryParse(rule.Cidr, out _))
            errors.Add($"{path}.cidr", $"{Names.Quote(rule.Cidr)} is not a range of addresses", "write the first address and the length of the prefix, such as 10.73.32.0/20");
    }

    private static void CheckCvmfs(CvmfsRule rule, FieldErrors errors)
    {
        Names.CheckSet(rule.Repositories, 64, "cvmfs.repositories", errors, (name, path, found) => Names.CheckSubdomain(name, path, found));
        if (!rule.Folder.StartsWith('/'))
            errors.Add("cvmfs.folder", $"{Names.Quote(rule.Folder)} is not an absolute path", "write the folder that repositories are mounted below, /cvmfs");
        CheckRange(rule.IntervalSeconds, 1, 3600, "cvmfs.intervalSeconds", errors);
        CheckRange(rule.DeadlineSeconds, 1, 300, "cvmfs.deadlineSeconds", errors);
    }

    private static void CheckId(string id, string path, FieldErrors errors)
    {
        if (!PciId().IsMatch(id))
            errors.Add(path, $"{Names.Quote(id)} is not a PCI vendor and device", "write both in lower case as lspci -n does, in quotes, such as \"10dc:0427\"");
    }

    internal static void CheckFile(string file, string path, FieldErrors errors)
    {
        if (!DeviceFile().IsMatch(file) || file.Contains("..", StringComparison.Ordinal))
            errors.Add(path, $"{Names.Quote(file)} is not a device file", "write a path below /dev, such as /dev/flx{number}");
    }

    internal static void Each<T>(IReadOnlyList<T> rules, string path, FieldErrors errors, Action<T, string, FieldErrors> check)
    {
        for (var i = 0; i < rules.Count; i++)
            check(rules[i], $"{path}[{i}]", errors);
    }

    private static void Twice(List<string> values, string path, string field, FieldErrors errors)
    {
        foreach (var value in values.GroupBy(v => v).Where(g => g.Count() > 1))
            errors.Add(path, $"{field} {Names.Quote(value.Key)} stands {value.Count()} times", "keep one of them");
    }

    private static void CheckRange(int? value, int min, int max, string path, FieldErrors errors)
    {
        if (value is { } number && (number < min || number > max))
            errors.Add(path, $"is {number}", $"write a number from {min} to {max}");
    }

    [GeneratedRegex("^[0-9a-f]{4}:[0-9a-f]{4}$")]
    private static partial Regex PciId();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$")]
    private static partial Regex Word();

    [GeneratedRegex(Patterns.DeviceFile)]
    private static partial Regex DeviceFile();
}
