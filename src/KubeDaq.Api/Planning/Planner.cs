using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning.Board;
using KubeDaq.Api.Planning.Ports;

namespace KubeDaq.Api.Planning;

/// <summary>Decides who holds which card, where each replica may run and which host ports it gets.</summary>
public static class Planner
{
    private static readonly PartitionPlan _idle = new() { Verdict = Verdict.Idle };

    /// <summary>Makes the plan; the same rack gives the same plan.</summary>
    public static Plan Make(Rack rack)
    {
        var contenders = rack.Partitions.Select(partition => Contender(rack, partition)).ToList();
        contenders.Sort(Board.Contender.CompareOrder);
        var boards = Boards(rack, contenders);
        var plans = new Dictionary<ObjectName, PartitionPlan>(contenders.Count);
        foreach (var contender in contenders)
            plans.TryAdd(contender.Name, contender.WantsToRun ? new PartitionDeciding(boards, contender).Decide() : _idle);
        return new Plan(plans);
    }

    private static Contender Contender(Rack rack, Partition partition) => rack.NotGranted.Count == 0
        ? new Contender(partition)
        : new Contender(partition, rack.NotGranted.GetValueOrDefault(new ObjectName(partition.Metadata.Namespace ?? "", partition.Metadata.Name ?? "")));

    private static PlanningBoards Boards(Rack rack, List<Contender> contenders)
    {
        var byUid = new Dictionary<string, Contender>();
        foreach (var contender in contenders.Where(contender => contender.Uid is not null))
            byUid.TryAdd(contender.Uid!, contender);
        var cards = new CardBoard(rack, byUid);
        return new PlanningBoards(cards, new SelectorPools(cards), new HostBoard(rack), PortsGiven.Book(rack, contenders), new RackWords(cards));
    }
}
