import { toErrorData } from '../../protocol/appError';
import type { ModelView } from '../../protocol/webview/modelView';
import { failureText } from '../failureText';
import type { HostServices } from '../hostServices';
import { describeModel } from './describeModel';

/** The selected model as a page shows it: one that cannot be read is as good as missing, with the reason. */
export async function readModelView(services: HostServices): Promise<ModelView> {
  try {
    return await describeModel(services);
  } catch (error) {
    const failure = toErrorData(error);
    services.logger.log('warn', 'page.model', failure.message);
    const unknown = { id: '', name: '', downloadBytes: null, memoryBytes: null };
    return { kind: 'missing', ...unknown, reason: failureText(failure), canRunHere: true };
  }
}
