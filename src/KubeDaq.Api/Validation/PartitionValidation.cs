using KubeDaq.Api.Partitions;

namespace KubeDaq.Api.Validation;

/// <summary>Finds all that is wrong with a partition at once.</summary>
public static class PartitionValidation
{
    internal const int MaxApplications = 2000;
    internal const int MaxPods = 10_000;

    /// <summary>What is wrong, in the order of the spec; nothing for a partition that can be planned.</summary>
    public static IReadOnlyList<FieldError> Validate(Partition partition)
    {
        var errors = new FieldErrors();
        Names.CheckLabel(partition.Metadata.Name, "metadata.name", errors);
        if (partition.Metadata.Namespace is { Length: > 0 } space)
            Names.CheckLabel(space, "metadata.namespace", errors);
        CheckSpec(partition.Spec, errors);
        CheckApplications(partition, errors);
        return errors.All;
    }

    private static void CheckSpec(PartitionSpec spec, FieldErrors errors)
    {
        if (spec.Priority is < -1_000_000 or > 1_000_000)
            errors.Add("spec.priority", $"{spec.Priority} is out of bounds", "write a number from -1000000 to 1000000");
        CheckPerson(spec.RequestedBy, "spec.requestedBy", errors);
        CheckPerson(spec.StateChangedBy, "spec.stateChangedBy", errors);
        if (spec.ServiceAccountName is { } account)
            Names.CheckSubdomain(account, "spec.serviceAccountName", errors);
    }

    private static void CheckPerson(string? person, string field, FieldErrors errors)
    {
        if (person is not null && (person.Length is 0 or > 253 || person.Any(char.IsControl)))
            errors.Add(field, $"{Names.Quote(person)} is not a person's name", "write 1 to 253 printable characters, or leave it out");
    }

    private static void CheckApplications(Partition partition, FieldErrors errors)
    {
        var applications = partition.Spec.Applications;
        if (applications.Count == 0)
            errors.Add("spec.applications", "is empty", "write at least one application with a name and a template");
        if (applications.Count > MaxApplications)
        {
            errors.Add("spec.applications", $"has {applications.Count} entries, {MaxApplications} are allowed", "use replicas, or split the partition");
            return;
        }
        var seen = new HashSet<string>();
        for (var i = 0; i < applications.Count; i++)
        {
            var field = $"spec.applications[{i}]";
            if (applications[i].Name is { } name && !seen.Add(name))
                errors.Add($"{field}.name", $"{Names.Quote(name)} is the name of an earlier application too", "give each application a name of its own");
            ApplicationValidation.Check(applications[i], partition.Metadata.Name ?? "", field, errors);
        }
        CheckPods(applications, errors);
        CardClaimsValidation.CheckAll(applications, errors);
        StartOrderValidation.Check(applications, errors);
    }

    private static void CheckPods(IReadOnlyList<Application> applications, FieldErrors errors)
    {
        var pods = applications.Sum(application => (long)Math.Max(0, application.Replicas));
        if (pods > MaxPods)
            errors.Add("spec.applications", $"has {pods} replicas in all, {MaxPods} are allowed", "lower replicas, or split the partition");
    }
}
