import { PollContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { UiPathAuditTrigger } from '../../../nodes/UiPathAudit/UiPathAuditTrigger.node';
import type { SavedCredential } from './credentialStore';
import { n8n } from './n8n';
import { nodeTypesWith, TRIGGER_TYPE } from './nodeTypes';
import { makeRunlessData } from './runlessContexts';

const NAME = 'UiPath Audit Trigger';

/** What to make a trigger of. */
export interface TriggerOptions {
	parameters?: INodeParameters;
	credential: SavedCredential;
	/** IANA name of the workflow's time zone. Default UTC. */
	timezone?: string;
}

/** One poll. */
export interface PollOptions {
	mode?: WorkflowExecuteMode;
	activation?: WorkflowActivateMode;
	/** What n8n says of the time that the poll may take. */
	budgetMs?: number;
}

/** The trigger in a published workflow, polled by n8n-core's own context. */
export class TriggerUnderTest {
	private workflow: Workflow;
	private data: IWorkflowExecuteAdditionalData | undefined;

	constructor(private readonly options: TriggerOptions) {
		this.workflow = this.publish({});
	}

	/** What n8n would save of the workflow. */
	get staticData(): IDataObject {
		return JSON.parse(JSON.stringify(this.workflow.staticData)) as IDataObject;
	}

	/** The cursor as it is saved. */
	get cursor(): IDataObject | undefined {
		return this.workflow.getStaticData('node', this.node).cursor as IDataObject | undefined;
	}

	set cursor(cursor: IDataObject | undefined) {
		this.workflow.getStaticData('node', this.node).cursor = cursor;
	}

	/** n8n is started again, or the workflow is published again, with what n8n had saved. */
	restart(staticData = this.staticData): void {
		this.workflow = this.publish(staticData);
	}

	/** Other parameters, as if the workflow had been changed and published again. */
	change(parameters: INodeParameters): void {
		Object.assign(this.options, { parameters });
		this.restart();
	}

	/** @returns the items; null where the poll had nothing new */
	async poll({ mode, activation, budgetMs }: PollOptions = {}) {
		const context = await this.makeContext(mode, activation);
		if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
		const output = await new UiPathAuditTrigger().poll.call(context);
		return output && (output[0] ?? []).map(({ json }) => json);
	}

	/** What n8n hands to a polling trigger. */
	async makeContext(
		mode: WorkflowExecuteMode = 'trigger',
		activation: WorkflowActivateMode = 'activate',
	): Promise<PollContext> {
		await n8n();
		this.data ??= makeRunlessData(this.workflow, this.options.credential);
		return new PollContext(this.workflow, this.node, this.data, mode, activation);
	}

	private get node(): INode {
		const node = this.workflow.getNode(NAME);
		if (!node) throw new Error('The workflow has no trigger');
		return node;
	}

	private publish(staticData: IDataObject): Workflow {
		const { parameters = {}, credential, timezone = 'UTC' } = this.options;
		const { id, type } = credential;
		const node: INode = {
			...{ id: 'trigger', name: NAME, type: TRIGGER_TYPE, typeVersion: 1, position: [0, 0] },
			parameters: { simplify: false, ...parameters },
			credentials: { [type]: { id, name: type } },
		};
		return new Workflow({
			...{ id: 'trigger-test', name: 'Trigger test', nodes: [node], connections: {}, staticData },
			...{ active: true, nodeTypes: nodeTypesWith([]), settings: { timezone } },
		});
	}
}
