import { chat, Disposable, lm, Uri } from 'vscode';
import type { HostServices } from '../hostServices';
import { Participant, participantId } from './participant/participant';
import { ModelProvider } from './provider/modelProvider';
import { SolveMathTool } from './tool/solveMathTool';

/** The editor's own chat: `@tokenskip`, the model at each ratio, and a tool for other agents. */
export function registerNativeChat(services: HostServices): Disposable {
  const handler = new Participant(services);
  const participant = chat.createChatParticipant(participantId, (request, context, stream, token) =>
    handler.respond(request, context, stream, token),
  );
  participant.iconPath = Uri.joinPath(services.context.extensionUri, 'media', 'activity.svg');
  participant.followupProvider = {
    provideFollowups: (result) => [...handler.followups(result)],
  };
  const provider = new ModelProvider(services);
  const registrations = Disposable.from(
    participant,
    provider,
    lm.registerLanguageModelChatProvider('tokenskip', provider),
    lm.registerTool('tokenskip_solve_math', new SolveMathTool(services)),
  );
  provider.announce();
  return registrations;
}
