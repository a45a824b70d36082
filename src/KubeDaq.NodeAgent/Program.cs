using System.CommandLine;
using KubeDaq.NodeAgent.Program;

return await new AgentCommand(AgentProgram.RunAsync).Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
