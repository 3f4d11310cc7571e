import { listFields } from '#rules';
import type { FormSchema } from '#contracts';
import { maskData, maskParty, restoreMasked } from './masking.ts';

const form = {
  type: 'default',
  id: 'f',
  components: [
    {
      type: 'textfield',
      id: 'a',
      key: 'partyIdNumber',
      label: '身份证号',
      properties: { sensitive: 'true', format: 'id-number' },
    },
    { type: 'textfield', id: 'b', key: 'partyName', label: '名称' },
    {
      type: 'dynamiclist',
      id: 'c',
      path: 'witnesses',
      components: [
        {
          type: 'textfield',
          id: 'd',
          key: 'phone',
          label: '电话',
          properties: { sensitive: 'true', format: 'mobile' },
        },
      ],
    },
  ],
} as unknown as FormSchema;
const fields = new Map(listFields(form).map((field) => [field.key, field]));
const data = {
  partyIdNumber: '370102199003071238',
  partyName: '某甲',
  witnesses: [{ phone: '13805310000' }],
};

test('sensitive fields are masked, in lists too; others stay', () => {
  const masked = maskData(data, fields);
  expect(masked).toEqual({
    partyIdNumber: '370102********1238',
    partyName: '某甲',
    witnesses: [{ phone: '138****0000' }],
  });
});

test('a party keeps name and code, loses digits of id and phone', () => {
  const party = maskParty({
    id: 'p',
    kind: 'person',
    name: '某甲',
    idNumber: data.partyIdNumber,
    phone: '13805310000',
  });
  expect(party).toEqual({
    id: 'p',
    kind: 'person',
    name: '某甲',
    idNumber: '370102********1238',
    phone: '138****0000',
  });
});

test('a masked value that comes back unchanged does not overwrite the stored one; a new one does', () => {
  expect(restoreMasked({ partyIdNumber: '370102********1238' }, data, fields)).toEqual({
    partyIdNumber: data.partyIdNumber,
  });
  expect(restoreMasked({ partyIdNumber: '370114198512124562' }, data, fields)).toEqual({
    partyIdNumber: '370114198512124562',
  });
});
