using KubeDaq.Api.Partitions;

namespace KubeDaq.Cli.Following;

/// <summary>What is waited for.</summary>
internal abstract record Goal
{
    /// <summary>Whether it is reached; null stands for a partition that is gone.</summary>
    public abstract bool IsReached(Partition? partition);

    /// <summary>Whether it cannot be reached any more without somebody's doing.</summary>
    public virtual bool IsLost(Partition? partition) => partition is null;

    public static Goal Parse(string text) => text.Split('=') switch
    {
        ["delete"] => new Deleted(),
        ["condition", var type] => new Condition(type, "True"),
        ["condition", var type, var status] => new Condition(type, status),
        ["phase", var name] when Enum.TryParse<PartitionPhase>(name, ignoreCase: true, out var phase) => new Phase(phase),
        [var name] when Enum.TryParse<PartitionPhase>(name, ignoreCase: true, out var phase) => new Phase(phase),
        _ => throw new CommandFailure(
            ExitCode.Usage,
            $"--for={text} is nothing to wait for; write a phase ({string.Join(", ", Enum.GetNames<PartitionPhase>())}), condition=Ready, condition=Ready=False or delete"),
    };

    /// <summary>A status that is about an older spec says nothing about the one that was just written.</summary>
    private static PartitionStatus? Current(Partition? partition) =>
        partition?.Status is { } status && (partition.Metadata.Generation is null || status.ObservedGeneration >= partition.Metadata.Generation) ? status : null;

    public sealed record Phase(PartitionPhase Wanted) : Goal
    {
        public override bool IsReached(Partition? partition) => Current(partition)?.Phase == Wanted;

        public override bool IsLost(Partition? partition) =>
            base.IsLost(partition) || (Wanted == PartitionPhase.Running && Current(partition)?.Phase == PartitionPhase.Failed);

        public override string ToString() => Wanted.ToString();
    }

    public sealed record Condition(string Type, string Status) : Goal
    {
        public override bool IsReached(Partition? partition) =>
            Current(partition)?.Conditions.Any(c => c.Type.Equals(Type, StringComparison.OrdinalIgnoreCase) && c.Status.Equals(Status, StringComparison.OrdinalIgnoreCase)) == true;

        public override string ToString() => $"condition {Type}={Status}";
    }

    public sealed record Deleted : Goal
    {
        public override bool IsReached(Partition? partition) => partition is null;

        public override bool IsLost(Partition? partition) => false;

        public override string ToString() => "deletion";
    }
}
