using KubeDaq.Api.Partitions;

namespace KubeDaq.Api.Validation;

/// <summary>Checks one application by itself.</summary>
internal static class ApplicationValidation
{
    private const int MaxPorts = 64;

    public static void Check(Application application, string partition, string field, FieldErrors errors)
    {
        CheckName(application, partition, field, errors);
        if (application.Replicas is < 0 or > PartitionValidation.MaxPods)
            errors.Add($"{field}.replicas", $"{application.Replicas} is out of bounds", $"write a number from 0 to {PartitionValidation.MaxPods}");
        CardClaimsValidation.Check(application, field, errors);
        CheckPorts(application.Ports, $"{field}.ports", errors);
        Names.CheckSet(application.DataNetworks, 16, $"{field}.dataNetworks", errors, Names.CheckSubdomain);
        Names.CheckSet(application.Cvmfs, 64, $"{field}.cvmfs", errors, CheckRepository);
        PodTemplateValidation.Check(application.Template, $"{field}.template", errors);
    }

    private static void CheckName(Application application, string partition, string field, FieldErrors errors)
    {
        Names.CheckLabel(application.Name, $"{field}.name", errors);
        if (string.IsNullOrEmpty(application.Name) || application.Name.Length > 63)
            return;
        var pod = PodName.Of(partition, application.Name, Math.Max(0, application.Replicas - 1));
        if (pod.Length > PodName.MaxLength)
            errors.Add($"{field}.name", $"the pod's name would be {Names.Quote(pod)}, {pod.Length} characters where {PodName.MaxLength} are allowed", "shorten the name of the application or of the partition");
    }

    private static void CheckPorts(IReadOnlyList<PortClaim> ports, string field, FieldErrors errors)
    {
        if (ports.Count > MaxPorts)
            errors.Add(field, $"has {ports.Count} entries, {MaxPorts} are allowed", "take some out");
        var seen = new HashSet<string>(ports.Count);
        for (var i = 0; i < ports.Count && i < MaxPorts; i++)
        {
            var (name, protocol) = (ports[i].Name ?? "", ports[i].Protocol);
            if (!Names.IsPortName(name))
                errors.Add($"{field}[{i}].name", $"{Names.Quote(name)} is not a port name", "write at most 15 lower case letters, digits and single dashes, with a letter among them");
            else if (!seen.Add(name))
                errors.Add($"{field}[{i}].name", $"{Names.Quote(name)} is the name of an earlier port too", "give each port a name of its own");
            if (protocol is not ("TCP" or "UDP"))
                errors.Add($"{field}[{i}].protocol", $"{Names.Quote(protocol)} is not a protocol", "write TCP or UDP");
        }
    }

    private static void CheckRepository(string? name, string field, FieldErrors errors)
    {
        if (name is null || !Names.IsSubdomain(name) || !name.Contains('.'))
            errors.Add(field, $"{Names.Quote(name ?? "")} is not a CVMFS repository", "write its full name, such as dunedaq.opensciencegrid.org");
    }
}
