using KubeDaq.Api.Planning.Ports;

namespace KubeDaq.Api.Planning.Board;

/// <summary>All that the decisions of one plan share.</summary>
internal sealed record PlanningBoards(CardBoard Cards, SelectorPools Pools, HostBoard Hosts, PortBook Ports, RackWords Words);
