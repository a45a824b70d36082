using System.CommandLine;
using KubeDaq.NodeAgent.Cvmfs;
using KubeDaq.NodeAgent.Program;

// The agent starts itself to look into file systems that may hang: before anything else, as it does so often.
if (args is [ProcessProbe.Argument, var folder])
    return FolderLook.Run(folder);
return await new AgentCommand(AgentProgram.RunAsync).Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
