import { z } from 'zod';
import { PageQuery, pageOf } from '../common.ts';
import { RoleId } from '../procedure.ts';
import * as V from '../views.ts';
import { route } from './route.ts';

/** A person as an administrator enters them, without defaults: a change leaves out what stays. */
export const UserFields = z.object({
  account: z.string().min(2),
  name: z.string().min(1),
  organId: z.string(),
  post: z.string(),
  roles: z.array(RoleId),
  scope: V.Scope,
  employment: V.UserView.shape.employment,
  certificates: V.UserView.shape.certificates,
  legalReviewSince: V.UserView.shape.legalReviewSince,
  password: z.string().min(8, '口令至少 8 位').optional(),
  status: z.enum(['active', 'locked', 'disabled']).optional(),
  /** Shown on the sign-in page of a demonstration; without effect when the demonstration is off. */
  demonstration: z.boolean().optional(),
});
export const UserBody = UserFields.extend({
  post: z.string().default(''),
  employment: V.UserView.shape.employment.default('established'),
  certificates: V.UserView.shape.certificates.default([]),
});

/** Organs and people. */
export const ORGANISATION_ROUTES = {
  organs: route({
    method: 'get',
    path: '/api/organs',
    summary: '组织树',
    tag: '组织',
    access: 'session',
    response: z.object({ items: z.array(V.Organ) }),
  }),
  putOrgan: route({
    method: 'put',
    path: '/api/organs/:id',
    summary: '新建或修改组织',
    tag: '组织',
    access: ['system-admin'],
    body: V.Organ,
    response: V.Organ,
  }),
  users: route({
    method: 'get',
    path: '/api/users',
    summary: '人员',
    tag: '组织',
    access: 'session',
    query: PageQuery.extend({
      q: z.string().optional(),
      organId: z.string().optional(),
      role: RoleId.optional(),
      ids: z.string().optional(),
    }),
    response: pageOf(V.UserView),
  }),
  createUser: route({
    method: 'post',
    path: '/api/users',
    summary: '新建人员',
    tag: '组织',
    access: ['system-admin', 'security-admin'],
    body: UserBody,
    response: V.UserView,
  }),
  updateUser: route({
    method: 'patch',
    path: '/api/users/:id',
    summary: '修改人员',
    tag: '组织',
    access: ['system-admin', 'security-admin'],
    body: UserFields.partial(),
    response: V.UserView,
  }),
} as const;
