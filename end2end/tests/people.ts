/** The demo people of these tests, by the names on the sign-in page. */
export const REQUESTER = 'Sam from Sales';
export const OTHER_REQUESTER = 'Wes from the warehouse';
export const AGENT = 'Dee from device support';
export const LEAD = 'Lee, who leads the service desk';
export const ADMINISTRATOR = 'Max, the administrator';
/** The address with which somebody shares a request with the other requester. */
export const OTHER_ADDRESS = 'wes@portico.example';
