import type { ComponentType } from 'react';
import type { FormComponent } from '#contracts';
import type { FormEnvironment } from './form-context.ts';

/** What every kind of field is given. `value` is what the form holds, undefined when empty. */
export interface FieldProps {
  /** Id of the control, for its label and for links to it. */
  id: string;
  component: FormComponent;
  value: unknown;
  onChange: (value: unknown) => void;
  onBlur: () => void;
  readonly: boolean;
  invalid: boolean;
  /** Ids of the description and the message, for screen readers. */
  describedBy: string | undefined;
  options: { label: string; value: string }[];
  environment: FormEnvironment;
  /** All values of the form. */
  values: Record<string, unknown>;
}

/** A kind of field is one file: its name and its control. */
export interface FieldDefinition {
  /** form-js component type, or the platform's widget. */
  name: string;
  Control: ComponentType<FieldProps>;
  /** The control shows the label itself (a checkbox). */
  ownLabel?: boolean;
  /** The control is a group of controls; its label is not bound to one input. */
  composite?: boolean;
}
